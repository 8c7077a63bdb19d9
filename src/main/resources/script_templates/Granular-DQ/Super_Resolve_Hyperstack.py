#@ File (label = "Hyperstack") input
#@ File (label = "Result", style = "save") output
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ GranularDQService dq
#@output String axes

# Enlarges a hyperstack: all channels, slices and frames, in their order and with their colours, ranges and calibration.
# The virtual output needs no memory for the enlarged stack until it is saved.

from ij import IJ

image = IJ.openImage(input.path)
result = dq.superResolve(image, {"model": model, "output": "virtual"})
IJ.saveAsTiff(result, output.path)
axes = "%d channels, %d slices, %d frames" % (result.getNChannels(), result.getNSlices(), result.getNFrames())
