// Enlarges an image and saves, beside the result, how many bits each pixel was computed with: 4 to 8, or 0 where the network was not asked.
// Argument: INPUT;OUTPUT;BIT_MAP (without an argument, files are asked for).

model = "srresnet-light-x2-microscopy";
files = split(getArgument(), ";");
if (files.length == 3) {
	input = files[0];
	output = files[1];
	bits = files[2];
} else {
	input = File.openDialog("Image to enlarge");
	output = input + "-x2.tif";
	bits = input + "-bits.tif";
}
setBatchMode(true);
open(input);
name = File.getNameWithoutExtension(input);
run("Super-Resolve...", "model=&model bits=dynamic bit_map");
saveAs("Tiff", output);
selectImage(name + "-bits");
getStatistics(area, mean, min, max);
print("Bits: " + mean + " on average over the pixels, from " + min + " to " + max);
saveAs("Tiff", bits);
