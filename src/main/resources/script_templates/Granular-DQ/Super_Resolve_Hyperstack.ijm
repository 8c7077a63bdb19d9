// Enlarges a hyperstack: all channels, slices and frames, in their order and with their colours, ranges and calibration.
// Argument: INPUT;OUTPUT (without an argument, files are asked for). The virtual output needs no memory for the enlarged stack until it is saved.

model = "srresnet-light-x2-microscopy";
files = split(getArgument(), ";");
if (files.length == 2) {
	input = files[0];
	output = files[1];
} else {
	input = File.openDialog("Hyperstack to enlarge");
	output = input + "-x2.tif";
}
setBatchMode(true);
open(input);
run("Super-Resolve...", "model=&model bits=dynamic output=virtual");
getDimensions(width, height, channels, slices, frames);
saveAs("Tiff", output);
print(width + "x" + height + ", " + channels + " channels, " + slices + " slices, " + frames + " frames");
