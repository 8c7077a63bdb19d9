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
import java.util.List;

import ij.measure.ResultsTable;
import io.github.granulardq.command.BitTable;

/** Tables of bits as ImageJ shows them. Stateless. */
final class BitTables {

	private static final int DIGITS = 4;
	private static final int FIRST_FRACTION = 10;

	private BitTables() {
	}

	/** Makes a table with a row for each patch. */
	static ResultsTable of(final BitTable patches) {
		final ResultsTable table = new ResultsTable();
		table.setNaNEmptyCells(true);
		final List<String> columns = BitTable.COLUMNS;
		patches.forEach((i, values) -> {
			table.incrementCounter();
			for (int c = 0; c < values.length; c++) {
				table.addValue(columns.get(c), values[c]);
			}
		});
		for (int c = 0; c < columns.size(); c++) {
			table.setDecimalPlaces(c, c < FIRST_FRACTION ? 0 : DIGITS);
		}
		return table;
	}

	/**
	 * Shows a table in a window of its own, in place of one of the same title; without a screen there is none.
	 *
	 * @param name of the image or its part
	 */
	static void show(final BitMapImage bits, final String name) {
		if (!GraphicsEnvironment.isHeadless()) {
			of(bits.table()).show("Bits of " + name);
		}
	}
}
