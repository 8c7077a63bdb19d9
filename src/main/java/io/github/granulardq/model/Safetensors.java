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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.github.granulardq.InputException;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Tensor;

/**
 * Reader of the safetensors format: the length of a header (8 bytes, little endian), the header (JSON: for each
 * tensor its {@code dtype}, {@code shape} and {@code data_offsets}), then the values, little endian and row-major, without gaps.
 * Types F32, F16 (widened to float) and I8 are read.
 *
 * <pre>
 * NamedTensors weights = Safetensors.read(bytes, "weights.safetensors");
 * </pre>
 *
 * Nothing in the file is trusted: lengths, offsets, overlaps and types are checked before anything is allocated. Stateless.
 */
public final class Safetensors {

	private static final int MAX_HEADER = 4 << 20;

	private static final int MAX_AXES = 8;

	private Safetensors() {}

	private record Entry(String name, String dtype, int[] shape, long begin, long end) {
	}

	/**
	 * Reads all tensors of a file.
	 *
	 * @param bytes the whole file
	 * @param source the file, as error messages name it
	 * @throws InputException if the file breaks the format or holds another type
	 */
	public static NamedTensors read(final byte[] bytes, final String source) {
		final ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.length < Long.BYTES) {
			throw damaged(source, "it ends before its header");
		}
		final long headerLength = file.getLong();
		if (headerLength < 2 || headerLength > MAX_HEADER) {
			throw damaged(source, "its header is said to be " + Long.toUnsignedString(headerLength) + " bytes long");
		}
		if (headerLength > file.remaining()) {
			throw damaged(source, "it ends within its header");
		}
		final String json = new String(bytes, Long.BYTES, (int) headerLength, StandardCharsets.UTF_8);
		final ByteBuffer values = file.position(Long.BYTES + (int) headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);

		final List<Entry> entries = entries(json, source);
		checkLayout(entries, values.remaining(), source);

		final Map<String, Tensor> floats = new HashMap<>();
		final Map<String, NamedTensors.Codes> codes = new HashMap<>();
		for (final Entry entry : entries) {
			final ByteBuffer data = values.slice((int) entry.begin, (int) (entry.end - entry.begin)).order(ByteOrder.LITTLE_ENDIAN);
			if (entry.dtype.equals("I8")) {
				final byte[] integers = new byte[data.remaining()];
				data.get(integers);
				codes.put(entry.name, new NamedTensors.Codes(entry.shape, integers));
			}
			else {
				floats.put(entry.name, new Tensor(entry.shape, entry.dtype.equals("F16") ? halves(data) : floats(data)));
			}
		}
		return new NamedTensors(source, floats, codes);
	}

	private static float[] floats(final ByteBuffer data) {
		final float[] values = new float[data.remaining() / Float.BYTES];
		data.asFloatBuffer().get(values);
		return values;
	}

	private static float[] halves(final ByteBuffer data) {
		final float[] values = new float[data.remaining() / Short.BYTES];
		for (int i = 0; i < values.length; i++) {
			values[i] = halfToFloat(data.getShort());
		}
		return values;
	}

	/** Widens an IEEE 754 half-precision number (Float.float16ToFloat came with Java 20). */
	static float halfToFloat(final short half) {
		final int sign = half & 0x8000;
		final int exponent = half >> 10 & 0x1f;
		final int fraction = half & 0x3ff;
		final float magnitude;
		if (exponent == 0x1f) {
			magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
		}
		else if (exponent == 0) {
			magnitude = fraction * 0x1p-24f;
		}
		else {
			magnitude = Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << 13);
		}
		return sign == 0 ? magnitude : -magnitude;
	}

	private static List<Entry> entries(final String json, final String source) {
		final List<Entry> entries = new ArrayList<>();
		try {
			for (final Map.Entry<String, JsonElement> member : JsonParser.parseString(json).getAsJsonObject().entrySet()) {
				if (!member.getKey().equals("__metadata__")) {
					entries.add(entry(member.getKey(), member.getValue().getAsJsonObject(), source));
				}
			}
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException | NumberFormatException |
			NullPointerException | StackOverflowError e)
		{
			throw new InputException(damaged(source, "its header is not valid").getMessage(), e);
		}
		return entries;
	}

	private static Entry entry(final String name, final JsonObject description, final String source) {
		final String dtype = description.get("dtype").getAsString();
		final int bytes = switch (dtype) {
			case "F32" -> Float.BYTES;
			case "F16" -> Short.BYTES;
			case "I8" -> Byte.BYTES;
			default -> throw new InputException("Tensor '" + name + "' of " + source + " has the type " + dtype +
				", but only F32, F16 and I8 can be read.");
		};
		final JsonArray axes = description.getAsJsonArray("shape");
		if (axes.size() > MAX_AXES) {
			throw damaged(source, "tensor '" + name + "' has " + axes.size() + " axes");
		}
		final int[] shape = new int[axes.size()];
		long length = bytes;
		for (int d = 0; d < shape.length; d++) {
			final long axis = axes.get(d).getAsLong();
			if (axis < 0 || axis > Integer.MAX_VALUE || axis > 0 && length > Integer.MAX_VALUE / axis) {
				throw damaged(source, "tensor '" + name + "' has the impossible shape " + axes);
			}
			shape[d] = (int) axis;
			length *= axis;
		}
		final JsonArray offsets = description.getAsJsonArray("data_offsets");
		if (offsets.size() != 2) {
			throw damaged(source, "tensor '" + name + "' has not two offsets");
		}
		final long begin = offsets.get(0).getAsLong();
		final long end = offsets.get(1).getAsLong();
		if (begin < 0 || end < begin || end - begin != length) {
			throw damaged(source, "the offsets of tensor '" + name + "' do not fit its shape " + axes);
		}
		return new Entry(name, dtype, shape, begin, end);
	}

	/** Tensors must follow one another from the first byte to the last. */
	private static void checkLayout(final List<Entry> entries, final int length, final String source) {
		entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
		long position = 0;
		for (final Entry entry : entries) {
			if (entry.end > length) {
				throw damaged(source, "it ends within tensor '" + entry.name + "'");
			}
			if (entry.begin < position) {
				throw damaged(source, "tensor '" + entry.name + "' overlaps another");
			}
			if (entry.begin > position) {
				throw damaged(source, "there is a gap before tensor '" + entry.name + "'");
			}
			position = entry.end;
		}
		if (position != length) {
			throw damaged(source, "bytes follow its last tensor");
		}
	}

	private static InputException damaged(final String source, final String how) {
		return new InputException("The file " + source + " is damaged or not in the safetensors format: " + how + ".");
	}
}
