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
package io.github.granulardq.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class ReportTest {

	private static final Report REPORT = new Report("m", "ab12", "tensorflow", "avx2", "seamless", 2, "dynamic", 4.5, 1.25e15, 1e18, 8,
		new TreeMap<>(Map.of(8, 1L, 4, 7L)), 0.5, 2, "64x64 UnsignedShortType", "128x128 UnsignedShortType", 3,
		List.of(new Report.Range(100, 4095, "exact")), null, null);

	@Test
	void jsonHasTheKeysThatScriptsRelyOn() {
		final JsonObject json = JsonParser.parseString(REPORT.toJson()).getAsJsonObject();
		assertEquals(List.of("model", "model_sha256", "engine", "isa", "grid", "scale", "bits", "fab", "bitops", "bitops_fp32", "patches",
			"bits_histogram", "seconds", "workers", "input", "output", "clipped_pixels", "normalization"), List.copyOf(json.keySet()));
		assertEquals("ab12", json.get("model_sha256").getAsString());
		assertEquals(1e18, json.get("bitops_fp32").getAsDouble());
		assertEquals("{\"4\":7,\"8\":1}", json.get("bits_histogram").toString());
		assertEquals("exact", json.get("normalization").getAsJsonArray().get(0).getAsJsonObject().get("source").getAsString());
		assertEquals(4095, json.get("normalization").getAsJsonArray().get(0).getAsJsonObject().get("high").getAsDouble());
	}

	@Test
	void filesReplaceDescriptions() {
		final Report named = REPORT.withFiles("in.tif", "out.tif");
		assertEquals("in.tif", named.input());
		assertEquals("out.tif", JsonParser.parseString(named.toJson()).getAsJsonObject().get("output").getAsString());
		assertEquals(REPORT.fab(), named.fab());
	}
}
