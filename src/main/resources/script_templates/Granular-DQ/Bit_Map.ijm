// Saves with how many bits each pixel of an image would be computed: 4 to 8, or 0 where the network would not be asked. Nothing is enlarged.
// Argument: INPUT;BIT_MAP (without an argument, an image is asked for).

model = "srresnet-light-x2-microscopy";
files = split(getArgument(), ";");
if (files.length == 2) {
	input = files[0];
	bits = files[1];
} else {
	input = File.openDialog("Image");
	bits = input + "-bits.tif";
}
setBatchMode(true);
open(input);
run("Bit Map...", "model=&model bits=dynamic");
getStatistics(area, mean, min, max);
print("Bits: " + mean + " on average over the pixels, from " + min + " to " + max);
saveAs("Tiff", bits);
