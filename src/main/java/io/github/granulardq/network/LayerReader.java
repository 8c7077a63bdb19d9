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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.InputException;

/**
 * Makes layers of a model package's tensors, and keeps account of which were used. Everything but {@link #finish} throws {@link InputException} if a tensor
 * is missing or has another shape. Not thread-safe.
 */
final class LayerReader {

	/** Bit-widths in the order of a {@code steps} tensor. */
	private static final int[] BITS = { 4, 5, 6, 8 };

	private final NamedTensors tensors;

	private final boolean quantized;

	private final Set<String> used = new HashSet<>();

	/**
	 * @param quantized whether there are quantized layers and a gate
	 */
	LayerReader(final NamedTensors tensors, final boolean quantized) {
		this.tensors = tensors;
		this.quantized = quantized;
	}

	/** A convolution in float32, whose kernel is {@code kernel} x {@code kernel} pixels. */
	Layer.Conv2d conv(final String name, final int in, final int out, final int kernel, final boolean biased) {
		return grouped(name, in, out, kernel, 1, biased);
	}

	private Layer.Conv2d grouped(final String name, final int in, final int out, final int kernel, final int groups, final boolean biased) {
		return new Layer.Conv2d(floats(name + ".weight", out, in / groups, kernel, kernel), bias(name, out, biased), groups);
	}

	/**
	 * A convolution of the body: quantized if the network is.
	 *
	 * @param range codes of its input
	 */
	Layer bodyConv(final String name, final int in, final int out, final int kernel, final int groups, final boolean biased,
		final CodeRange range)
	{
		if (!quantized) {
			return grouped(name, in, out, kernel, groups, biased);
		}
		final int[] shape = { out, in / groups, kernel, kernel };
		used.add(name + ".weight");
		final byte[] codes = tensors.codes(name + ".weight", shape);
		final float[] steps = floats(name + ".steps", BITS.length).data();
		final Map<Integer, Float> stepOfBits = new LinkedHashMap<>();
		for (int i = 0; i < BITS.length; i++) {
			stepOfBits.put(BITS[i], positive(name + ".steps", steps[i]));
		}
		final float weightStep = positive(name + ".weight_step", scalar(name + ".weight_step"));
		return new Layer.QuantConv2d(codes, shape, groups, weightStep, bias(name, out, biased), stepOfBits, range);
	}

	private float positive(final String name, final float step) {
		if (!(step > 0)) {
			throw new InputException("Tensor '" + name + "' of " + tensors.source() + " holds the step " + step + ": steps must be positive.");
		}
		return step;
	}

	private Tensor bias(final String name, final int out, final boolean biased) {
		return biased ? floats(name + ".bias", out) : null;
	}

	/** A tensor of numbers. */
	Tensor floats(final String name, final int... shape) {
		used.add(name);
		return tensors.floats(name, shape);
	}

	/** A single number. */
	float scalar(final String name) {
		used.add(name);
		return tensors.scalar(name);
	}

	/** The gate of a quantized network; null if it is not quantized. */
	Network.Linear gate(final int features) {
		return quantized ? new Network.Linear(floats("gbc.gate.weight", 3, 3 * features), floats("gbc.gate.bias", 3)) : null;
	}

	/**
	 * Says that all layers were made.
	 *
	 * @throws InputException if a tensor was not used
	 */
	void finish() {
		for (final String name : tensors.names()) {
			if (!used.contains(name)) {
				throw new InputException("Tensor '" + name + "' of " + tensors.source() + " is not part of the network in the model's manifest.");
			}
		}
	}

	/** Factors of the pixel shuffles that enlarge one after another. */
	static List<Integer> upSteps(final int scale) {
		return scale == 4 ? List.of(2, 2) : List.of(scale);
	}
}
