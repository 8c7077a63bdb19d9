// Enlarges all images of a folder, file to file. Results that are there already are left out, so that it may be run again.
// Argument: INPUT_FOLDER;OUTPUT_FOLDER (without an argument, folders are asked for).
// What became of each file is in the table "Super-Resolved Files", and in super-resolved-files.csv in the output folder.

model = "srresnet-light-x2-microscopy";
folders = split(getArgument(), ";");
if (folders.length == 2) {
	from = folders[0];
	to = folders[1];
} else {
	from = getDirectory("Folder of images");
	to = getDirectory("Folder for results");
}
run("Super-Resolve Folder...", "model=&model input_folder=&from output_folder=&to recursive format=tif existing=skip report");
print(File.openAsString(to + File.separator + "super-resolved-files.csv"));
