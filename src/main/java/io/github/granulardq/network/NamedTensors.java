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
package io.github.granulardq.network;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.granulardq.InputException;

/**
 * The tensors of one weight file by name, from which the architectures take what they need. Every taker says the
 * shape that it expects, so that a file which does not fit a configuration is noticed here, with its name:
 *
 * <pre>
 * Tensor bias = tensors.floats("tail.bias", channels);
 * byte[] codes = tensors.codes("blocks.0.conv1.weight", features, features, 3, 3);
 * </pre>
 *
 * Immutable and shared by threads; nobody writes to the arrays.
 */
public final class NamedTensors {

	/**
	 * 8-bit integers with a shape.
	 *
	 * @param shape lengths of the axes
	 * @param data row-major
	 */
	public record Codes(int[] shape, byte[] data) {
	}

	private final String source;

	private final Map<String, Tensor> floats;

	private final Map<String, Codes> codes;

	/**
	 * @param source the file, as error messages name it
	 * @param floats tensors of numbers
	 * @param codes tensors of 8-bit integers; no name may be in both
	 */
	public NamedTensors(final String source, final Map<String, Tensor> floats, final Map<String, Codes> codes) {
		this.source = source;
		this.floats = Map.copyOf(floats);
		this.codes = Map.copyOf(codes);
	}

	/** The file, as error messages name it. */
	public String source() {
		return source;
	}

	/** All names, sorted. */
	public Set<String> names() {
		final Set<String> names = new TreeSet<>(floats.keySet());
		names.addAll(codes.keySet());
		return names;
	}

	/** Returns the tensors whose names begin with a text, or those whose names do not; both name the same source. */
	public NamedTensors select(final String prefix, final boolean beginning) {
		final Map<String, Tensor> someFloats = new TreeMap<>(floats);
		someFloats.keySet().removeIf(name -> name.startsWith(prefix) != beginning);
		final Map<String, Codes> someCodes = new TreeMap<>(codes);
		someCodes.keySet().removeIf(name -> name.startsWith(prefix) != beginning);
		return new NamedTensors(source, someFloats, someCodes);
	}

	/**
	 * Returns a tensor of finite numbers.
	 *
	 * @throws InputException if there is none of that name, type and shape, or a value is not finite
	 */
	public Tensor floats(final String name, final int... shape) {
		final Tensor tensor = floats.get(name);
		if (tensor == null) {
			throw missing(name, codes.containsKey(name), "32-bit numbers");
		}
		checkShape(name, tensor.shape(), shape);
		for (final float value : tensor.data()) {
			if (!Float.isFinite(value)) {
				throw new InputException("Tensor '" + name + "' of " + source + " holds the value " + value +
					": every weight must be a finite number.");
			}
		}
		return tensor;
	}

	/**
	 * Returns the only value of a tensor of shape [1].
	 *
	 * @throws InputException as {@link #floats}
	 */
	public float scalar(final String name) {
		return floats(name, 1).data()[0];
	}

	/**
	 * Returns 8-bit integers, row-major.
	 *
	 * @throws InputException if there is none of that name, type and shape
	 */
	public byte[] codes(final String name, final int... shape) {
		final Codes tensor = codes.get(name);
		if (tensor == null) {
			throw missing(name, floats.containsKey(name), "8-bit integers");
		}
		checkShape(name, tensor.shape(), shape);
		return tensor.data();
	}

	private InputException missing(final String name, final boolean otherType, final String type) {
		return new InputException(otherType ? "Tensor '" + name + "' of " + source + " is not of " + type + "." :
			"Tensor '" + name + "' is missing in " + source + ", which does not fit the network in the model's manifest.");
	}

	private void checkShape(final String name, final int[] actual, final int[] expected) {
		if (!Arrays.equals(actual, expected)) {
			throw new InputException("Tensor '" + name + "' of " + source + " has shape " + Arrays.toString(actual) +
				", but the network in the model's manifest needs " + Arrays.toString(expected) + ".");
		}
	}
}
