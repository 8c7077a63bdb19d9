// Measures a model on images that are known in high resolution: each is made small, enlarged and compared with the original.
// Argument: an image or a folder of images (without an argument, a folder is asked for). Result: a table.

model = "srresnet-light-x2-microscopy";
images = getArgument();
if (images == "")
	images = getDirectory("Folder of images in high resolution");
text = call("io.github.granulardq.command.ij1.MacroFunctions.evaluate", images, "model=[" + model + "] bits=dynamic,8,32");
print("method\tPSNR (dB)\tSSIM\tbits on average");
print(text);
return text;
