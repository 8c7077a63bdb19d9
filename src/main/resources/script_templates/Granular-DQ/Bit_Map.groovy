#@ File (label = "Image") input
#@ File (label = "Bit map", style = "save") bit_map
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ GranularDQService dq
#@output String bits

// Saves with how many bits each pixel of an image would be computed: 4 to 8, or 0 where the network would not be asked. Nothing is enlarged.

import ij.IJ

result = dq.bitMap(IJ.openImage(input.path), [model: model, bits: "dynamic"])
IJ.saveAsTiff(result.bits().toImage(), bit_map.path)
bits = "${result.report().fab()} on average, patches of each: ${result.report().bitsHistogram()}".toString()
