#@ File (label = "Image or folder in high resolution", style = "both") images
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ GranularDQService dq
#@output String table

# Measures a model on images that are known in high resolution: each is made small, enlarged and compared with the original.

figures = dq.evaluate(images, {"model": model, "bits": "dynamic,8,32"})
table = "method\tPSNR (dB)\tSSIM\tbits on average\n"
for method in figures:
	f = figures[method]
	table += "%s\t%s\t%s\t%s\n" % (method, f.psnr(), f.ssim(), f.fab())
