// Enlarges one image and saves the result as TIFF. Runs in ImageJ, in Fiji and without a screen.
// Argument: INPUT;OUTPUT (without an argument, files are asked for).

model = "srresnet-light-x2-microscopy";
files = split(getArgument(), ";");
if (files.length == 2) {
	input = files[0];
	output = files[1];
} else {
	input = File.openDialog("Image to enlarge");
	output = input + "-x2.tif";
}
setBatchMode(true);
open(input);
run("Super-Resolve...", "model=&model bits=dynamic");
saveAs("Tiff", output);
print(getTitle() + ": " + getWidth() + "x" + getHeight());
