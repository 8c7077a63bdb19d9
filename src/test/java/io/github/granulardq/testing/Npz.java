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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.github.granulardq.network.Tensor;

/**
 * The arrays of a NumPy {@code .npz} file, by name and in the file's order: float32 or uint8, in C order. uint8 values
 * become floats 0..255. Decoding is DJL's, without any of its engines. Immutable.
 */
public final class Npz {

	private final Path file;
	private final Map<String, Tensor> tensors = new LinkedHashMap<>();

	private Npz(final Path file, final NDList arrays) {
		this.file = file;
		for (final NDArray array : arrays) {
			tensors.put(array.getName(), tensor(array));
		}
	}

	/** Reads a whole file. */
	public static Npz read(final Path file) {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			return new Npz(file, NDList.decode(PassthroughNDManager.INSTANCE, in));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Returns the names of the arrays. */
	public Set<String> names() {
		return tensors.keySet();
	}

	/**
	 * Returns one array.
	 *
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public Tensor get(final String name) {
		final Tensor tensor = tensors.get(name);
		if (tensor == null) {
			throw new IllegalArgumentException("no array " + name + " in " + file);
		}
		return tensor;
	}

	private static Tensor tensor(final NDArray array) {
		final long[] shape = array.getShape().getShape();
		final int[] lengths = new int[shape.length];
		for (int d = 0; d < shape.length; d++) {
			lengths[d] = Math.toIntExact(shape[d]);
		}
		return new Tensor(lengths, floats(array));
	}

	private static float[] floats(final NDArray array) {
		return switch (array.getDataType()) {
			case FLOAT32 -> array.toFloatArray();
			case UINT8 -> {
				final int[] values = array.toUint8Array();
				final float[] floats = new float[values.length];
				for (int i = 0; i < values.length; i++) {
					floats[i] = values[i];
				}
				yield floats;
			}
			default -> throw new IllegalArgumentException(array.getName() + " is " + array.getDataType() + ", not float32 or uint8");
		};
	}
}
