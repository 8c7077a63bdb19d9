#@ File (label = "Folder of images", style = "directory") from_folder
#@ File (label = "Folder for results", style = "directory") to_folder
#@ String (label = "Model", value = "srresnet-light-x2-microscopy", persist = false) model
#@ GranularDQService dq
#@output String summary

# Enlarges all images of a folder, file to file. Results that are there already are left out, so that it may be run again.

report = dq.superResolveFolder({"model": model, "input_folder": from_folder, "output_folder": to_folder, "recursive": True,
	"format": "tif", "existing": "skip", "report": True})
for failure in report.failures():
	print(failure)
summary = report.summary()
