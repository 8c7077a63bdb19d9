// Measures a model on images that are known in high resolution: each is made small, enlarged and compared with the original.
// Argument: a folder of images, or one image (without an argument, a folder is asked for). Result: a table of means.

model = "srresnet-light-x2-microscopy";
images = getArgument();
if (images == "")
	images = getDirectory("Folder of images in high resolution");
choices = newArray("bicubic", "dynamic", "8", "32");
setBatchMode(true);
run("Clear Results");
run("Evaluate...", "folder=&images model=&model bits=dynamic,8,32");
// A row for each image and choice: here, their means over the images.
text = "method\tPSNR (dB)\tSSIM\tbits on average\n";
for (c = 0; c < choices.length; c++) {
	n = 0; psnr = 0; ssim = 0; bits = 0;
	for (i = 0; i < nResults; i++) {
		if (getResultString("Bits", i) == choices[c]) {
			n++;
			psnr += getResult("PSNR", i);
			ssim += getResult("SSIM", i);
			bits += getResult("FAB", i);
		}
	}
	text += choices[c] + "\t" + psnr / n + "\t" + ssim / n + "\t" + bits / n + "\n";
}
print(text);
return text;
