/*-
 * #%L
 * Granular-DQ for Fiji: integer super-resolution of microscopy images.
 * %%
 * Copyright (C) 2026 Granular-DQ developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 * 
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 * 
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package io.github.granulardq.command;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.command.folder.FileOutcome.Status;
import io.github.granulardq.command.folder.FolderListener;
import io.github.granulardq.command.folder.FolderOptions;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.folder.SuperResolveFolder;
import io.github.granulardq.command.ij1.FolderTable;
import org.scijava.ItemIO;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** {@code Super-Resolve Folder...} for scripts: enlarges all images of a folder, file to file. It has no menu entry. */
@Plugin(type = Command.class, headless = true, label = "Super-Resolve Folder")
public final class SuperResolveFolderCommand extends OptionsCommand {

	@Parameter(label = "Input_folder", persist = false, required = false, style = "directory")
	private File input_folder;

	@Parameter(label = "Output_folder (made if it is not there)", persist = false, required = false, style = "directory")
	private File output_folder;

	@Parameter(label = "Recursive (folders in it too)", persist = false, required = false)
	private boolean recursive;

	@Parameter(label = "Pattern (such as *.tif, or a part of the names)", persist = false, required = false)
	private String pattern = "";

	@Parameter(label = "Format", persist = false, required = false, choices = { "input", "tif", "ome.tif", "ome.zarr", "png" })
	private String format = "tif";

	@Parameter(label = "Existing (results that are there already)", persist = false, required = false, choices = { "skip", "overwrite", "error" })
	private String existing = "skip";

	@Parameter(label = "Bit_map (an image of the bits used beside each result)", persist = false, required = false)
	private boolean bit_map;

	@Parameter(label = "Report (beside each result)", persist = false, required = false)
	private boolean report;

	@Parameter(type = ItemIO.OUTPUT, label = "Super-Resolved Files")
	private String files_json;

	@Parameter
	private StatusService status;

	@Parameter
	private LogService log;

	@Override
	protected void superResolve(final SuperResolveOptions options, final Monitor monitor) {
		final Map<String, String> values = new LinkedHashMap<>();
		put(values, FolderOptions.INPUT_FOLDER, input_folder == null ? null : input_folder.getPath());
		put(values, FolderOptions.OUTPUT_FOLDER, output_folder == null ? null : output_folder.getPath());
		put(values, FolderOptions.PATTERN, pattern);
		put(values, FolderOptions.FORMAT, format);
		put(values, FolderOptions.EXISTING, existing);
		final FolderReport done = SuperResolveFolder.run(FolderOptions.of(values, recursive, bit_map, report), options, monitor, new FolderListener() {

			@Override
			public void started(final int index, final int count, final String file) {
				status.showStatus("Super-resolution " + (index + 1) + " of " + count + ": " + file);
			}
		});
		files_json = done.toJson();
		FolderTable.show(done);
		if (done.cancelled()) {
			cancel(done.summary());
		}
		else if (done.count(Status.FAILED) == done.files().size()) {
			throw new InputException(done.complaint().orElseThrow());
		}
		else {
			done.complaint().ifPresent(log::warn);
		}
	}
}
