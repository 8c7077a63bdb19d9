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
		final Value output = planner.add(layers, null, input, null);
		return new Plan(input, List.copyOf(planner.operations), output);
	}

	/** A sum that the last layer of a branch shall compute. */
	private record Target(Value sum, float factor) {
	}

	/**
	 * Adds layers one after another.
	 *
	 * @param after null, or a layer that follows if there is no target
	 * @param target null, or what the last layer adds to if it can, in which case the target's value is returned
	 */
	private Value add(final List<Layer> layers, final Layer after, final Value input, final Target target) {
		Value x = input;
		int i = 0;
		while (i < layers.size()) {
			final Layer layer = layers.get(i++);
			if (layer instanceof Layer.Conv2d || layer instanceof Layer.QuantConv2d) {
				final int first = i;
				while (i < layers.size() && (layers.get(i) instanceof Layer.Affine || layers.get(i) instanceof Layer.PRelu)) {
					i++;
				}
				final Layer next = i < layers.size() ? layers.get(i) : after;
				x = convolve(layer, layers.subList(first, i), next, next == null ? target : null, x);
			}
			else {
				x = add(layer, i < layers.size() ? layers.get(i) : after, x);
			}
		}
		return x;
	}

	private Value add(final Layer layer, final Layer next, final Value x) {
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
		if (layer instanceof Layer.Distillation distillation) {
			return distill(distillation, next, x);
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
		final Value y = add(residual.branch(), null, x, new Target(sum, residual.shortcut()));
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
		final Value in = input(layer, x);
		return convolve(in, layer, followers, number(layer), next, target);
	}

	/**
	 * Both branches end with a convolution in two parts, so that nothing is cut: what goes on, which becomes codes at once, and what is kept; then what
	 * is added to the input in place, and what is added to that.
	 */
	private Value distill(final Layer.Distillation distillation, final Layer next, final Value x) {
		final Branch first = Branch.of(distillation.first());
		final Branch second = Branch.of(distillation.second());
		final Value sum = pinned.contains(x) ? new Value(x.channels(), x.zoom(), Type.FLOAT) : x;
		if (sum != x) {
			operations.add(new Operation.Copy(x, sum));
		}
		final boolean added = pinned.add(sum);
		final Value y = input(first.end(), add(first.start(), first.end(), x, null));
		final int firstNumber = number(first.end());
		final Value passed = convolve(y, first.outputs(0, distillation.passed()), firstNumber, distillation.second().get(0), null);
		final Value kept = convolve(y, first.outputs(distillation.passed(), first.outputs()), firstNumber, null, null);
		final Value z = input(second.end(), add(second.start(), second.end(), passed, null));
		final int secondNumber = number(second.end());
		convolve(z, second.outputs(0, sum.channels()), secondNumber, null, new Target(sum, 1));
		convolve(z, second.outputs(sum.channels(), second.outputs()), secondNumber, null, new Target(kept, 1));
		if (added) {
			pinned.remove(sum);
		}
		return join(List.of(sum, kept), next);
	}

	/** Puts channels one after another, as codes if a quantized layer follows. */
	private Value join(final List<Value> parts, final Layer next) {
		final Type type = quantizes(next) ? arithmetic.codes((Layer.QuantConv2d) next) : Type.FLOAT;
		final Value joined = new Value(parts.stream().mapToInt(Value::channels).sum(), parts.get(0).zoom(), type);
		int channel = 0;
		for (final Value part : parts) {
			Value stored = part;
			if (quantizes(next)) {
				stored = new Value(part.channels(), part.zoom(), type);
				operations.add(new Operation.Apply(part, stored, new Fused.Quantize(quantizedLayers)));
			}
			operations.add(new Operation.Place(stored, joined, channel));
			channel += part.channels();
		}
		if (quantizes(next)) {
			codes.add(joined);
		}
		return joined;
	}

	/** Returns the number of a quantized layer, and counts it. */
	private int number(final Layer layer) {
		return layer instanceof Layer.QuantConv2d ? quantizedLayers++ : -1;
	}

	/** Returns what a convolution reads, as it is to be stored. */
	private Value input(final Layer layer, final Value x) {
		if (quantizes(layer) && !codes.contains(x)) {
			final Value in = new Value(x.channels(), x.zoom(), arithmetic.codes((Layer.QuantConv2d) layer));
			operations.add(new Operation.Apply(x, in, new Fused.Quantize(quantizedLayers)));
			return in;
		}
		if (layer instanceof Layer.Conv2d && x.type() != ends) {
			final Value in = new Value(x.channels(), x.zoom(), ends);
			operations.add(new Operation.Copy(x, in));
			return in;
		}
		return x;
	}

	private Value convolve(final Value in, final Branch part, final int number, final Layer next, final Target target) {
		return convolve(in, part.end(), part.followers(), number, next, target);
	}

	private Value convolve(final Value in, final Layer layer, final List<Layer> followers, final int number, final Layer next, final Target target) {
		final List<Layer> rest = new ArrayList<>(followers);
		Layer.Affine folded = null;
		if (!rest.isEmpty() && rest.get(0) instanceof Layer.Affine affine) {
			folded = affine;
			rest.remove(0);
		}
		final Kernel kernel = kernel(layer, folded, number);
		final List<Fused> fused = new ArrayList<>();
		for (final Layer follower : rest) {
			fused.add(follower instanceof Layer.PRelu prelu ? new Fused.Rectify(prelu.slopes().data()) : new Fused.Scale(((Layer.Affine) follower)
				.scale().data(), ((Layer.Affine) follower).shift().data()));
		}
		final Value out;
		// oneDNN stores codes of integers alone.
		if (quantizes(next) && quantizes(layer)) {
			out = new Value(kernel.shape()[0], in.zoom(), arithmetic.codes((Layer.QuantConv2d) next));
			fused.add(new Fused.Quantize(quantizedLayers));
			codes.add(out);
		}
		else if (target != null) {
			out = target.sum;
			fused.add(new Fused.Sum(target.factor));
		}
		else {
			out = new Value(kernel.shape()[0], in.zoom(), next instanceof Layer.Conv2d ? ends : Type.FLOAT);
		}
		operations.add(new Operation.Convolve(in, out, kernel, List.copyOf(fused)));
		return out;
	}

	private boolean quantizes(final Layer layer) {
		return layer instanceof Layer.QuantConv2d && arithmetic != Arithmetic.FLOAT;
	}

	/** (w * x + b) * scale + shift = (w * scale) * x + (b * scale + shift). */
	private Kernel kernel(final Layer layer, final Layer.Affine folded, final int number) {
		if (layer instanceof Layer.QuantConv2d grouped) {
			final Layer.QuantConv2d conv = grouped.dense();
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
		final Layer.Conv2d conv = ((Layer.Conv2d) layer).dense();
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
