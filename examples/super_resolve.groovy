#@ File (label = "Image to enlarge") input
#@ File (label = "Result", style = "save") output
#@ String (label = "Bits", choices = {"dynamic", "4", "5", "6", "8", "32"}, persist = false) bits
#@ CommandService command

// For Fiji's script editor: enlarges an image through the SciJava command and saves it.
// The names of the parameters are the keys of the macros.

import ij.IJ

image = IJ.openImage(input.path)
module = command.run("io.github.granulardq.command.SuperResolveCommand", true, "image", image,
	"model", "srresnet-light-x2-microscopy", "scale", "2", "bits", bits).get()
if (module.isCanceled()) {
	println(module.getDelegateObject().getCancelReason())
} else {
	IJ.saveAsTiff(module.getOutput("result"), output.path)
}
