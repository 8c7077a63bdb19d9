#@ File (label = "Image") input
#@ File (label = "Result", style = "save") output
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ String (label = "Bits", choices = {"dynamic", "4", "5", "6", "8", "32"}, persist = false) bits
#@ GranularDQService dq

// Enlarges one image and saves the result as TIFF.

import ij.IJ

image = IJ.openImage(input.path)
result = dq.superResolve(image, [model: model, bits: bits])
IJ.saveAsTiff(result, output.path)
