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
package io.github.granulardq.command.ij1;

import java.awt.GraphicsEnvironment;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.granulardq.command.folder.FileOutcome;
import io.github.granulardq.command.folder.FolderReport;

/** What became of a folder, as a table of ImageJ. */
public final class FolderTable {

	/** Title of the window. */
	public static final String TITLE = "Super-Resolved Files";

	private FolderTable() {
	}

	/** Makes the table, a row for each image, columns as in {@link FolderReport#COLUMNS}. */
	public static ResultsTable of(final FolderReport report) {
		final ResultsTable table = new ResultsTable();
		for (final FileOutcome file : report.files()) {
			table.incrementCounter();
			table.addValue("file", file.file());
			table.addValue("output", file.output());
			table.addValue("status", file.status().toString());
			table.addValue("seconds", file.seconds());
			table.addValue("fab", file.fab());
			table.addValue("bytes", file.bytes());
			table.addValue("message", file.message());
		}
		table.setDecimalPlaces(table.getColumnIndex("bytes"), 0);
		table.showRowNumbers(false);
		return table;
	}

	/** Shows the table where there is a screen, and writes the images that failed to the log. */
	public static void show(final FolderReport report) {
		if (!GraphicsEnvironment.isHeadless()) {
			of(report).show(TITLE);
		}
		report.failures().forEach(line -> IJ.log("Super-Resolve Folder: " + line));
	}
}
