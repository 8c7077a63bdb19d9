// Enlarges every TIFF and PNG in a folder, file to file, with a report beside each result.
// Argument: INPUT_FOLDER OUTPUT_FOLDER (without an argument, folders are asked for).

folders = split(getArgument(), " ");
if (folders.length == 2) {
	from = folders[0] + File.separator;
	to = folders[1] + File.separator;
} else {
	from = getDirectory("Folder of images");
	to = getDirectory("Folder for results");
}
files = getFileList(from);
for (i = 0; i < files.length; i++) {
	if (endsWith(files[i], ".tif") || endsWith(files[i], ".png")) {
		name = substring(files[i], 0, lastIndexOf(files[i], "."));
		run("Super-Resolve File...", "model=srresnet-light-x2-microscopy scale=2 bits=dynamic input=[" + from + files[i] +
			"] output_file=[" + to + name + "-x2.tif] report=[" + to + name + "-x2.json]");
		print(name);
	}
}
