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
package io.github.granulardq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.granulardq.InputException;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.testing.SafetensorsWriter;

class SafetensorsTest {

	private static String refusal(final byte[] file) {
		final String message = assertThrows(InputException.class, () -> Safetensors.read(file, "x.safetensors")).getMessage();
		assertTrue(message.contains("x.safetensors"), message);
		return message;
	}

	private static byte[] file(final String header, final int values) {
		return SafetensorsWriter.toBytes(header, new byte[values]);
	}

	@Test
	void readsWhatWasWritten() {
		final byte[] file = new SafetensorsWriter().add("a", new float[] { 1, -2.5f, 3, 4, 5, 6 }, 2, 3).add("b", new byte[] { -128, 127 }, 2)
			.add("h", "F16", new byte[] { 0x00, 0x3c, 0x01, 0x00, 0x66, (byte) 0xce, (byte) 0xff, 0x7b }, 4).toBytes();
		final NamedTensors tensors = Safetensors.read(file, "x");
		assertEquals(Set.of("a", "b", "h"), tensors.names());
		assertArrayEquals(new float[] { 1, -2.5f, 3, 4, 5, 6 }, tensors.floats("a", 2, 3).data());
		assertArrayEquals(new byte[] { -128, 127 }, tensors.codes("b", 2));
		assertArrayEquals(new float[] { 1, 0x1p-24f, -25.59375f, 65504 }, tensors.floats("h", 4).data());
	}

	@Test
	void metadataIsSkipped() {
		assertEquals(Set.of("a"), Safetensors.read(file("""
			{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""" + "   ", 4), "x").names());
	}

	@Test
	void everyTruncationIsRefused() {
		final byte[] whole = new SafetensorsWriter().add("a", new float[3], 3).add("b", new byte[5], 5).toBytes();
		for (int length = 0; length < whole.length; length++) {
			refusal(Arrays.copyOf(whole, length));
		}
		refusal(Arrays.copyOf(whole, whole.length + 1));
	}

	@ParameterizedTest
	@CsvSource({ "-1", "0", "1", "4194305", "9223372036854775807" })
	void impossibleHeaderLengthsAreRefused(final long length) {
		final byte[] file = new SafetensorsWriter().add("a", new float[3], 3).toBytes();
		ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
		assertTrue(refusal(file).contains("header"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"[]", //
		"{", //
		"{'a':5}", //
		"{'a':{}}", //
		"{'a':{'dtype':'F32','shape':[2]}}", //
		"{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}", //
		"{'a':{'dtype':'F32','shape':{},'data_offsets':[0,8]}}", //
		"{'a':{'dtype':'F32','shape':['x'],'data_offsets':[0,8]}}", //
		"{'a':{'dtype':null,'shape':[2],'data_offsets':[0,8]}}", //
	})
	void brokenHeadersAreRefused(final String header) {
		refusal(file(header.replace('\'', '"'), 8));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"F32|[2]|0,12|offsets", // longer than the shape
		"F32|[2]|0,4|offsets", // shorter
		"F32|[2]|-8,0|offsets", //
		"F32|[2]|8,0|offsets", //
		"F32|[1]|4,8|gap", //
		"F32|[4]|0,16|ends within", //
		"F32|[1]|0,4|bytes follow", //
		"F32|[-2]|0,8|shape", //
		"F32|[2147483647,2147483647]|0,8|shape", //
		"F32|[65536,65536,65536,65536]|0,0|shape", // 2^64 elements
		"F32|[1,1,1,1,1,1,1,1,2]|0,8|axes", //
		"F64|[1]|0,8|F64", //
		"BF16|[4]|0,8|BF16", //
		"I8|[4]|0,8|offsets", //
	})
	void wrongEntriesAreRefused(final String dtype, final String shape, final String offsets, final String reason) {
		final String message = refusal(file("{\"tensor\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + offsets + "]}}", 8));
		assertTrue(message.contains(reason), message);
		assertTrue(message.contains("tensor"), message);
	}

	@Test
	void overlapsAreRefused() {
		assertTrue(refusal(file("""
			{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12)).contains("overlaps"));
	}

	@Test
	void deeplyNestedHeaderIsRefused() {
		refusal(file("[".repeat(1_000_000), 0));
	}
}
