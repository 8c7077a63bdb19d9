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
package io.github.granulardq.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Writes safetensors files, tensor after tensor. Not thread-safe. */
public final class SafetensorsWriter {

	private final JsonObject header = new JsonObject();

	private final ByteArrayOutputStream values = new ByteArrayOutputStream();

	/** Goes on with a file that this class wrote. */
	public static SafetensorsWriter of(final byte[] file) {
		final int length = Math.toIntExact(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong());
		final SafetensorsWriter writer = new SafetensorsWriter();
		final String json = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
		JsonParser.parseString(json).getAsJsonObject().entrySet().forEach(entry -> writer.header.add(entry.getKey(), entry.getValue()));
		writer.values.write(file, Long.BYTES + length, file.length - Long.BYTES - length);
		return writer;
	}

	/** Adds 32-bit numbers. */
	public SafetensorsWriter add(final String name, final float[] data, final int... shape) {
		final ByteBuffer buffer = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asFloatBuffer().put(data);
		return add(name, "F32", buffer.array(), shape);
	}

	/** Adds 8-bit integers. */
	public SafetensorsWriter add(final String name, final byte[] data, final int... shape) {
		return add(name, "I8", data, shape);
	}

	/** Adds anything, right or wrong. */
	public SafetensorsWriter add(final String name, final String dtype, final byte[] data, final int... shape) {
		final JsonArray axes = new JsonArray();
		Arrays.stream(shape).forEach(axes::add);
		final JsonArray offsets = new JsonArray();
		offsets.add(values.size());
		offsets.add(values.size() + data.length);
		final JsonObject entry = new JsonObject();
		entry.addProperty("dtype", dtype);
		entry.add("shape", axes);
		entry.add("data_offsets", offsets);
		header.add(name, entry);
		values.writeBytes(data);
		return this;
	}

	/** The file so far. */
	public byte[] toBytes() {
		return toBytes(header.toString(), values.toByteArray());
	}

	/** A file of any header and values, right or wrong. */
	public static byte[] toBytes(final String header, final byte[] values) {
		final byte[] json = header.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(Long.BYTES + json.length + values.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json)
			.put(values).array();
	}
}
