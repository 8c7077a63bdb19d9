// Enlarges one image. Argument: INPUT OUTPUT (without an argument, files are asked for).
// Every option of run() is written out; those that are left out take the values that stand here.

files = split(getArgument(), " ");
if (files.length == 2) {
	input = files[0];
	output = files[1];
} else {
	input = File.openDialog("Image to enlarge");
	output = input + "-x2.tif";
}
setBatchMode(true);
open(input);
run("Super-Resolve...", "model=srresnet-light-x2-microscopy scale=2 bits=dynamic engine=auto grid=seamless output=same");
saveAs("Tiff", output);
print(getTitle() + ": " + getWidth() + "x" + getHeight());
