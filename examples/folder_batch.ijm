// Enlarges every TIFF, PNG and OME-Zarr in a folder, file to file, with a report beside each result. What is there already is left
// out, and what a run before did not finish is gone on with.
// Argument: INPUT_FOLDER OUTPUT_FOLDER ENDING (without an argument, folders are asked for). ENDING is that of the results:
// .tif, .ome.tif or .ome.zarr; .tif if it is left out.

ending = ".tif";
folders = split(getArgument(), " ");
if (folders.length >= 2) {
	from = folders[0] + File.separator;
	to = folders[1] + File.separator;
	if (folders.length == 3)
		ending = folders[2];
} else {
	from = getDirectory("Folder of images");
	to = getDirectory("Folder for results");
}
files = getFileList(from);
for (i = 0; i < files.length; i++) {
	file = replace(files[i], "/", ""); // folders have one at their end
	if (endsWith(file, ".tif") || endsWith(file, ".png") || endsWith(file, ".zarr")) {
		name = replace(substring(file, 0, lastIndexOf(file, ".")), "\\.ome", "");
		if (!File.exists(to + name + "-x2" + ending)) {
			run("Super-Resolve File...", "model=srresnet-light-x2-microscopy scale=2 bits=dynamic input=[" + from + file +
				"] output_file=[" + to + name + "-x2" + ending + "] report=[" + to + name + "-x2.json]");
			print(name);
		}
	}
}
