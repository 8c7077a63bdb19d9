#@ File (label = "Image") input
#@ File (label = "Result", style = "save") output
#@ File (label = "Bit map", style = "save") bit_map
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ GranularDQService dq
#@output String bits

# Enlarges an image and saves, beside the result, how many bits each pixel was computed with: 4 to 8, or 0 where the network was not asked.

from ij import IJ

result = dq.superResolveWithReport(IJ.openImage(input.path), {"model": model, "bits": "dynamic"})
IJ.saveAsTiff(result.image(), output.path)
IJ.saveAsTiff(result.bits().toImage(), bit_map.path)
bits = "%s on average, patches of each: %s" % (result.report().fab(), result.report().bitsHistogram())
