// Enlarges all images in a folder, file to file, with a report beside each result. What is there already is left out, and what a run
// before did not finish is gone on with.
// Argument: INPUT_FOLDER OUTPUT_FOLDER FORMAT (without an argument, folders are asked for). FORMAT is that of the results:
// tif, ome.tif, ome.zarr or png; tif if it is left out.

format = "tif";
folders = split(getArgument(), " ");
if (folders.length >= 2) {
	from = folders[0];
	to = folders[1];
	if (folders.length == 3)
		format = folders[2];
} else {
	from = getDirectory("Folder of images");
	to = getDirectory("Folder for results");
}
run("Super-Resolve Folder...", "model=srresnet-light-x2-microscopy bits=dynamic input_folder=&from output_folder=&to format=&format existing=skip report");
