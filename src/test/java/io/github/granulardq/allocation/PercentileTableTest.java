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
package io.github.granulardq.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;

class PercentileTableTest {

	private static final PercentileTable TABLE = new PercentileTable(new TreeMap<>(Map.of(10.0, 1.0, 50.0, 2.0, 90.0, 3.0)));

	@Test
	void interpolatesBetweenEntriesAndHoldsBeyondThem() {
		assertEquals(2, TABLE.at(50));
		assertEquals(1.25, TABLE.at(20), 1e-12);
		assertEquals(2.75, TABLE.at(80), 1e-12);
		assertEquals(1, TABLE.at(0));
		assertEquals(3, TABLE.at(100));
		assertThrows(IllegalArgumentException.class, () -> TABLE.at(100.5));
		assertThrows(IllegalArgumentException.class, () -> TABLE.at(Double.NaN));
	}

	/** numpy.percentile([0.3, 0.1, 0.2, 0.9], [0.5, 50, 99.5]) */
	@Test
	void recalibratesAsNumpyDoes() {
		final PercentileTable table = PercentileTable.of(new double[] { 0.3, 0.1, 0.2, 0.9 });
		assertEquals(199, table.entropies().size());
		assertEquals(0.5, table.entropies().firstKey());
		assertEquals(99.5, table.entropies().lastKey());
		assertEquals(0.1015, table.at(0.5), 1e-12);
		assertEquals(0.25, table.at(50), 1e-12);
		assertEquals(0.891, table.at(99.5), 1e-12);
	}

	@Test
	void recalibratesWithOnePatch() {
		assertEquals(1.5, PercentileTable.of(new double[] { 1.5 }).at(90));
		assertThrows(IllegalArgumentException.class, () -> PercentileTable.of(new double[0]));
		assertThrows(IllegalArgumentException.class, () -> PercentileTable.of(new double[] { 1, Double.NaN }));
	}

	@Test
	void jsonComesBack() {
		final PercentileTable table = PercentileTable.of(new double[] { 0.1, 1 / 3.0, 2, 3.1 });
		assertEquals(table, PercentileTable.parse(table.toJson(), "here"));
		assertEquals(TABLE, PercentileTable.parse("{\"50.0\": 2, \"10\": 1.0, \"90.0\": 3}", "here"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[1, 2]", "{}", "{\"x\": 1}", "{\"1\": \"2\"}", "{\"1\": null}", "{\"1\": -1}", "{\"101\": 1}",
		"{\"1\": 2, \"2\": 1}", "{\"1\": 1e999}" })
	void otherJsonIsRefusedByName(final String json) {
		final InputException e = assertThrows(InputException.class, () -> PercentileTable.parse(json, "mine.json"));
		assertTrue(e.getMessage().contains("mine.json"));
	}

	@Test
	void laterChangesOfTheSourceDoNotReachIt() {
		final TreeMap<Double, Double> source = new TreeMap<>(Map.of(50.0, 2.0));
		final PercentileTable table = new PercentileTable(source);
		source.put(60.0, 2.5);
		assertEquals(2, table.at(60));
		assertThrows(UnsupportedOperationException.class, () -> table.entropies().put(70.0, 3.0));
	}
}
