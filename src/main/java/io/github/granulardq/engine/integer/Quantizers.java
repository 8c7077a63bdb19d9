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

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

import io.github.granulardq.engine.integer.Plan.Kernel;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;

/**
 * Steps and clips of a network's quantized layers at one bit-width, where primitives read them when they run: one set of primitives serves
 * all bit-widths. Not thread-safe.
 */
final class Quantizers {

	private final List<Layer.QuantConv2d> layers;

	private final List<Quantizer> quantizers = new ArrayList<>();

	/** For each kernel of codes, what the sum 1 stands for, for each output channel. */
	private final Map<Kernel, FloatPointer> scales = new IdentityHashMap<>();

	private final Map<Map.Entry<FloatPointer, Integer>, dnnl_memory> scaleMemories = new HashMap<>();

	private final Dnnl dnnl;

	private final NativeScope scope;

	private int bits;

	/** The numbers of one layer, single floats. */
	static final class Quantizer {

		private static final int SCALARS = 5;

		private final FloatPointer values;

		private final List<dnnl_memory> scalars = new ArrayList<>();

		private final IntPointer offset;

		private final dnnl_memory zeroPoint;

		private Quantizer(final Dnnl dnnl, final NativeScope scope) {
			values = Dnnl.floats(scope, new float[SCALARS]);
			final var scalar = Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, 1, 1, 1);
			for (int i = 0; i < SCALARS; i++) {
				scalars.add(dnnl.memory(scope, scalar, values.getPointer(i)));
			}
			offset = new IntPointer(Dnnl.allocate(scope, Integer.BYTES));
			zeroPoint = dnnl.memory(scope, Dnnl.describe(scope, dnnl_s32, dnnl_x, 1), offset);
		}

		private void set(final float step, final int low, final int high) {
			values.put(step, low, high, -low, 1 / step);
			offset.put(-low);
		}

		/** What a code of 1 stands for. */
		dnnl_memory step() {
			return scalars.get(0);
		}

		/** 1 / step. */
		dnnl_memory inverseStep() {
			return scalars.get(4);
		}

		/** The lowest code. */
		dnnl_memory lowCode() {
			return scalars.get(1);
		}

		/** The highest code. */
		dnnl_memory highCode() {
			return scalars.get(2);
		}

		/** The stored number of code 0 if codes are stored with an offset. */
		dnnl_memory zero() {
			return scalars.get(3);
		}

		/** As {@link #zero}, a 32-bit integer. */
		dnnl_memory zeroPoint() {
			return zeroPoint;
		}
	}

	/**
	 * A bit-width must be selected before anything else.
	 *
	 * @param scope owns the numbers
	 */
	Quantizers(final Dnnl dnnl, final NativeScope scope, final Network network) {
		this.dnnl = dnnl;
		this.scope = scope;
		layers = network.quantizedLayers();
		layers.forEach(layer -> quantizers.add(new Quantizer(dnnl, scope)));
	}

	/** Returns the quantized layers of the network in the order in which they run. */
	List<Layer.QuantConv2d> layers() {
		return layers;
	}

	/** Returns the numbers of a layer. */
	Quantizer get(final int layer) {
		return quantizers.get(layer);
	}

	/**
	 * Returns what the sum 1 of a convolution of codes stands for, for each output channel.
	 *
	 * @param tag of the format, dnnl_x or dnnl_nhwc
	 */
	dnnl_memory scales(final Kernel kernel, final int tag) {
		final int channels = kernel.scales().length;
		final FloatPointer values = scales.computeIfAbsent(kernel, k -> {
			final FloatPointer made = Dnnl.floats(scope, new float[channels]);
			setScales(k, made);
			return made;
		});
		return scaleMemories.computeIfAbsent(Map.entry(values, tag), k -> dnnl.memory(scope, tag == dnnl_x ? Dnnl.describe(scope, dnnl_f32, tag,
			channels) : Dnnl.describe(scope, dnnl_f32, tag, 1, channels, 1, 1), values));
	}

	/** Rounded once: an error of more than half a place shows where values are close to the middle between two codes. */
	private void setScales(final Kernel kernel, final FloatPointer values) {
		final double step = layers.get(kernel.layer()).steps().get(bits);
		final float[] products = new float[kernel.scales().length];
		for (int i = 0; i < products.length; i++) {
			products[i] = (float) (step * kernel.scales()[i]);
		}
		values.put(products);
	}

	/**
	 * Sets the bit-width.
	 *
	 * @throws IllegalArgumentException if the network does not have it
	 */
	void select(final int newBits) {
		if (newBits == bits) {
			return;
		}
		for (final Layer.QuantConv2d layer : layers) {
			if (!layer.steps().containsKey(newBits)) {
				throw new IllegalArgumentException("the network has no quantization to " + newBits + " bits");
			}
		}
		for (int i = 0; i < layers.size(); i++) {
			final Layer.QuantConv2d layer = layers.get(i);
			quantizers.get(i).set(layer.steps().get(newBits), layer.range().low(newBits), layer.range().high(newBits));
		}
		bits = newBits;
		scales.forEach(this::setScales);
	}
}
