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

import ij.ImagePlus;
import io.github.granulardq.command.ij1.AllocateImage;
import io.github.granulardq.command.ij1.BitMapPlugIn;
import io.github.granulardq.command.ij1.SuperResolveImage;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * {@code Bit Map...} for scripts: shows with how many bits each patch of an image, or of the part of it that is selected, would be computed; nothing is
 * enlarged. It has no menu entry.
 */
@Plugin(type = Command.class, headless = true, label = "Bit Map")
public final class BitMapCommand extends AllocationCommand {

	@Parameter(persist = false, required = false)
	private ImagePlus image;

	@Parameter(label = "Table (file, may be empty)", persist = false, required = false)
	private String table;

	@Parameter(label = "Overwrite (the table)", persist = false, required = false)
	private boolean overwrite;

	@Parameter(label = "Workers", persist = false, required = false, style = ADVANCED, description = "Threads that compute; auto: one for each processor")
	private String workers = AdvancedOptions.AUTO;

	@Parameter(label = "Report", persist = false, required = false)
	private boolean report;

	@Parameter(type = ItemIO.OUTPUT, label = "Report")
	private String report_json;

	@Parameter(type = ItemIO.OUTPUT, label = "Bits")
	private ImagePlus bits_image;

	@Override
	protected Monitor withWorkers(final Monitor monitor) {
		return monitor.withWorkers(AdvancedOptions.parseWorkers(workers == null ? "" : workers));
	}

	@Override
	protected void work(final SuperResolveOptions options, final Monitor monitor) {
		final String file = table == null ? "" : table.strip();
		BitMapPlugIn.checkTable(file, overwrite);
		final AllocateImage.Result result = AllocateImage.run(image, options, SuperResolveImage.Part.SELECTION, monitor);
		BitMapPlugIn.writeTable(result, file, overwrite);
		bits_image = BitMapPlugIn.show(result);
		report_json = report ? result.report().toJson() : null;
	}
}
