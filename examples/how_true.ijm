// How true is a super-resolved image? Measures what docs/guide/how-true.md shows, on an image of this folder:
//   granular-dq macro examples/how_true.ijm /path/to/examples/phase-contrast.tif
// or open it in ImageJ and run it; it asks for nothing. Results are tables in the log.

file = getArgument();
if (file == "") file = File.openDialog("An image of grey values");
model = "model=srresnet-light-x2-microscopy";
setBatchMode(true);
run("Clear Results");

// 1. The image is the truth: made smaller, enlarged, compared.
open(file);
original = getTitle();
run("Evaluate...", "high=[" + original + "] " + model + " bits=dynamic,8,32");
print("| bits | PSNR | SSIM | FAB |");
print("|---|---|---|---|");
for (i = 0; i < nResults; i++)
	print("| " + getResultString("Bits", i) + " | " + d2s(getResult("PSNR", i), 2) + " | " + d2s(getResult("SSIM", i), 4) + " | " + d2s(getResult("FAB", i), 2) + " |");
run("Clear Results");

// 2. No truth: the image is enlarged, and brought back.
selectImage(original);
run("Super-Resolve...", model + " bits=dynamic");
enlarged = getTitle();
run("Error Map...", "super_resolved=[" + enlarged + "] low_resolution=[" + original + "]");
selectImage(enlarged);
getStatistics(area, mean, min, max);
setColor(max);
fillRect(100, 60, 3, 24); // a rod that nobody saw
run("Error Map...", "super_resolved=[" + enlarged + "] low_resolution=[" + original + "]");
least = 0;
for (y = 0; y < getHeight(); y++) for (x = 0; x < getWidth(); x++) if (getPixel(x, y) < least) { least = getPixel(x, y); row = y; column = x; }
print("| image | RSE | RSP | sigma (pixels) |");
print("|---|---|---|---|");
print("| super-resolved | " + d2s(getResult("RSE", 0), 2) + " | " + d2s(getResult("RSP", 0), 4) + " | " + d2s(getResult("Sigma_px", 0), 2) + " |");
print("| with an invented rod | " + d2s(getResult("RSE", 1), 2) + " | " + d2s(getResult("RSP", 1), 4) + " | " + d2s(getResult("Sigma_px", 1), 2) + " |");
print("Largest error of the map with the rod: at " + 2 * column + ", " + 2 * row);
run("Clear Results");

// 3. Two frames with noise of their own: what both have in common.
selectImage(original);
w = getWidth();
h = getHeight();
pixels = newArray(w * h);
for (i = 0; i < w * h; i++) pixels[i] = getPixel(i % w, floor(i / w));
getStatistics(area, mean, min, max, deviation);
random("seed", 1);
for (n = 1; n <= 2; n++) {
	newImage("frame" + n, "32-bit black", w, h, 1);
	for (i = 0; i < w * h; i++) setPixel(i % w, floor(i / w), pixels[i] + deviation / 5 * random("gaussian"));
	run("Super-Resolve...", model + " bits=dynamic");
	selectImage("frame" + n);
	run("Super-Resolve...", model + " bits=32");
	rename("float" + n);
}
correlate("two frames", "frame1", "frame2");
correlate("two frames, enlarged at dynamic bits", "frame1-x2", "frame2-x2");
correlate("one frame, enlarged at dynamic and at 32 bits", "frame1-x2", "float1");
print("| ring correlation of | resolution (pixels of the image) |");
print("|---|---|");
for (i = 0; i < nResults; i++) {
	found = getResultString("Outcome", i);
	if (found == "found") found = d2s(getResult("Resolution_px", i) / getResult("Enlarged", i), 2);
	print("| " + getResultString("Of", i) + " | " + found + " |");
}

function correlate(of, first, second) {
	run("Fourier Ring Correlation...", "first=" + first + " second=" + second + " threshold=1/7");
	setResult("Of", nResults - 1, of);
	selectImage(first);
	setResult("Enlarged", nResults - 1, getWidth() / w);
}
