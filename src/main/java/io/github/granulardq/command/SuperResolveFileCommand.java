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
import java.nio.file.Path;

import io.github.granulardq.InputException;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * {@code Super-Resolve File...} for scripts: enlarges a file into another. {@code output} is the pixel type, as in all commands; the file is
 * {@code output_file}. It has no menu entry.
 */
@Plugin(type = Command.class, headless = true, label = "Super-Resolve File")
public final class SuperResolveFileCommand extends OptionsCommand {

	@Parameter(label = "Input (file, or path of an .ome.zarr folder)", persist = false, required = false, style = "open")
	private File input;

	@Parameter(label = "Output_file (.tif, .ome.tif, .ome.zarr or .png)", persist = false, required = false, style = "save")
	private File output_file;

	@Parameter(label = "Bit_map (file, may be empty)", persist = false, required = false, style = "save")
	private File bit_map;

	@Parameter(label = "Report (file, may be empty)", persist = false, required = false, style = "save")
	private File report;

	@Parameter(label = "Overwrite", persist = false, required = false)
	private boolean overwrite;

	@Override
	protected void superResolve(final SuperResolveOptions options, final Monitor monitor) {
		SuperResolveFile.run(new SuperResolveFile.Files(required(input, "input"), required(output_file, "output_file"), path(bit_map),
			path(report), overwrite), options, monitor);
	}

	private static Path required(final File file, final String key) {
		final Path path = path(file);
		if (path == null) {
			throw new InputException("Nothing is given for \"" + key + "\": give the name of a file.");
		}
		return path;
	}

	private static Path path(final File file) {
		return file == null || file.getPath().isBlank() ? null : file.toPath();
	}
}
