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
package io.github.granulardq.engine.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.granulardq.engine.integer.Plan.Fused;
import io.github.granulardq.engine.integer.Plan.Kernel;
import io.github.granulardq.engine.integer.Plan.Operation;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Plan.Value;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/**
 * Makes plans of layers. What follows a convolution is computed while its result is still in registers, as far as that is possible:
 * an affine map becomes part of weights and bias, rectifiers and later affine maps are applied before storing, a quantized layer that
 * follows gets its codes at once, and the last convolution of a residual branch adds to its input in place.
 */
final class Planner {

	private final Arithmetic arithmetic;

	/** How the input of convolutions that are not quantized is stored. */
	private final Type ends;

	private final List<Operation> operations = new ArrayList<>();

	/** What may not be written to. */
	private final Set<Value> pinned = Collections.newSetFromMap(new IdentityHashMap<>());

	private int quantizedLayers;

	/** What a quantized layer's input is rounded for, and perhaps has been already by what made it. */
	private final Set<Value> codes = Collections.newSetFromMap(new IdentityHashMap<>());

	private Planner(final Arithmetic arithmetic, final Type ends) {
		this.arithmetic = arithmetic;
		this.ends = ends;
	}

	/**
	 * Plans layers.
	 *
	 * @param input left as it is
	 * @param arithmetic of quantized layers
	 */
	static Plan plan(final List<Layer> layers, final Value input, final Arithmetic arithmetic) {
		return plan(layers, input, arithmetic, Type.FLOAT);
	}

	/**
	 * As {@link #plan(List, Value, Arithmetic)}.
	 *
	 * @param ends how the input of convolutions that are not quantized is stored
	 */
	static Plan plan(final List<Layer> layers, final Value input, final Arithmetic arithmetic, final Type ends) {
		final Planner planner = new Planner(arithmetic, ends);
		planner.pinned.add(input);
		if (input.type() != Type.FLOAT) {
			planner.codes.add(input);
		}
		final Value output = planner.add(layers, input, null);
		return new Plan(input, List.copyOf(planner.operations), output);
	}

	/** A sum that the last layer of a branch shall compute. */
	private record Target(Value sum, float factor) {
	}

	/**
	 * Adds layers one after another.
	 *
	 * @param target null, or what the last layer adds to if it can, in which case the target's value is returned
	 */
	private Value add(final List<Layer> layers, final Value input, final Target target) {
		Value x = input;
		int i = 0;
		while (i < layers.size()) {
			final Layer layer = layers.get(i++);
			if (layer instanceof Layer.Conv2d || layer instanceof Layer.QuantConv2d) {
				final int first = i;
				while (i < layers.size() && (layers.get(i) instanceof Layer.Affine || layers.get(i) instanceof Layer.PRelu)) {
					i++;
				}
				final Layer next = i < layers.size() ? layers.get(i) : null;
				x = convolve(layer, layers.subList(first, i), next, next == null ? target : null, x);
			}
			else {
				x = add(layer, x);
			}
		}
		return x;
	}

	private Value add(final Layer layer, final Value x) {
		if (layer instanceof Layer.PRelu prelu) {
			return apply(x, new Fused.Rectify(prelu.slopes().data()));
		}
		if (layer instanceof Layer.Affine affine) {
			return apply(x, new Fused.Scale(affine.scale().data(), affine.shift().data()));
		}
		if (layer instanceof Layer.PixelShuffle shuffle) {
			final int factor = shuffle.factor();
			final Value out = new Value(x.channels() / (factor * factor), x.zoom() * factor, Type.FLOAT);
			operations.add(new Operation.Shuffle(x, out, factor));
			return out;
		}
		if (layer instanceof Layer.Residual residual) {
			return residual(residual, x);
		}
		throw new IllegalArgumentException("unknown layer " + layer);
	}

	private Value apply(final Value x, final Fused function) {
		final Value out = new Value(x.channels(), x.zoom(), Type.FLOAT);
		operations.add(new Operation.Apply(x, out, function));
		return out;
	}

	private Value residual(final Layer.Residual residual, final Value x) {
		final boolean copy = pinned.contains(x) || isOneFloatConvolution(residual.branch());
		final Value sum = copy ? new Value(x.channels(), x.zoom(), Type.FLOAT) : x;
		if (copy) {
			operations.add(new Operation.Copy(x, sum));
		}
		final boolean added = pinned.add(sum);
		final Value y = add(residual.branch(), x, new Target(sum, residual.shortcut()));
		if (added) {
			pinned.remove(sum);
		}
		if (y != sum) {
			if (y == x || pinned.contains(y)) {
				throw new IllegalArgumentException("a residual branch that changes nothing");
			}
			operations.add(new Operation.AddTo(sum, residual.shortcut(), y));
		}
		return y;
	}

	/** Whether a branch reads what it would add to while it does so. */
	private boolean isOneFloatConvolution(final List<Layer> branch) {
		return !branch.isEmpty() && (branch.get(0) instanceof Layer.Conv2d || branch.get(0) instanceof Layer.QuantConv2d && arithmetic == Arithmetic.FLOAT) && branch
			.stream().skip(1).allMatch(l -> l instanceof Layer.Affine || l instanceof Layer.PRelu);
	}

	private Value convolve(final Layer layer, final List<Layer> followers, final Layer next, final Target target, final Value x) {
		final List<Layer> rest = new ArrayList<>(followers);
		Layer.Affine folded = null;
		if (!rest.isEmpty() && rest.get(0) instanceof Layer.Affine affine) {
			folded = affine;
			rest.remove(0);
		}
		Value in = x;
		if (quantizes(layer) && !codes.contains(x)) {
			in = new Value(x.channels(), x.zoom(), arithmetic.codes((Layer.QuantConv2d) layer));
			operations.add(new Operation.Apply(x, in, new Fused.Quantize(quantizedLayers)));
		}
		else if (layer instanceof Layer.Conv2d && x.type() != ends) {
			in = new Value(x.channels(), x.zoom(), ends);
			operations.add(new Operation.Copy(x, in));
		}
		final Kernel kernel = kernel(layer, folded);
		final List<Fused> fused = new ArrayList<>();
		for (final Layer follower : rest) {
			fused.add(follower instanceof Layer.PRelu prelu ? new Fused.Rectify(prelu.slopes().data()) : new Fused.Scale(((Layer.Affine) follower)
				.scale().data(), ((Layer.Affine) follower).shift().data()));
		}
		final Value out;
		// oneDNN stores codes of integers alone.
		if (quantizes(next) && quantizes(layer)) {
			out = new Value(kernel.shape()[0], x.zoom(), arithmetic.codes((Layer.QuantConv2d) next));
			fused.add(new Fused.Quantize(quantizedLayers));
			codes.add(out);
		}
		else if (target != null) {
			out = target.sum;
			fused.add(new Fused.Sum(target.factor));
		}
		else {
			out = new Value(kernel.shape()[0], x.zoom(), next instanceof Layer.Conv2d ? ends : Type.FLOAT);
		}
		operations.add(new Operation.Convolve(in, out, kernel, List.copyOf(fused)));
		return out;
	}

	private boolean quantizes(final Layer layer) {
		return layer instanceof Layer.QuantConv2d && arithmetic != Arithmetic.FLOAT;
	}

	/** (w * x + b) * scale + shift = (w * scale) * x + (b * scale + shift). */
	private Kernel kernel(final Layer layer, final Layer.Affine folded) {
		if (layer instanceof Layer.QuantConv2d conv) {
			final int number = quantizedLayers++;
			if (arithmetic != Arithmetic.FLOAT) {
				final float[] scales = new float[conv.shape()[0]];
				Arrays.fill(scales, conv.weightStep());
				if (folded != null) {
					multiply(scales, folded.scale().data());
				}
				return Kernel.ofCodes(conv.shape(), conv.codes(), scales, bias(conv.bias(), folded), number);
			}
			return floats(conv.weight(), conv.bias(), folded);
		}
		final Layer.Conv2d conv = (Layer.Conv2d) layer;
		return floats(conv.weight(), conv.bias(), folded);
	}

	private static Kernel floats(final Tensor weight, final Tensor bias, final Layer.Affine folded) {
		final float[] weights = weight.data().clone();
		if (folded != null) {
			multiply(weights, folded.scale().data());
		}
		return Kernel.ofFloats(weight.shape(), weights, bias(bias, folded));
	}

	/** Multiplies each of the slices along the first axis by its factor. */
	private static void multiply(final float[] values, final float[] factors) {
		final int length = values.length / factors.length;
		for (int i = 0; i < values.length; i++) {
			values[i] *= factors[i / length];
		}
	}

	private static float[] bias(final Tensor bias, final Layer.Affine folded) {
		if (folded == null) {
			return bias == null ? null : bias.data();
		}
		final float[] shifted = folded.shift().data().clone();
		for (int c = 0; bias != null && c < shifted.length; c++) {
			shifted[c] += bias.data()[c] * folded.scale().data()[c];
		}
		return shifted;
	}
}
