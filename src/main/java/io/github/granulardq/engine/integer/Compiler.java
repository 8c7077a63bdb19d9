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

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_div;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_prelu_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.util.Map;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.javacpp.BytePointer;

import io.github.granulardq.engine.integer.Plan.Fused;
import io.github.granulardq.engine.integer.Plan.Kernel;
import io.github.granulardq.engine.integer.Plan.Operation;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Plan.Value;

/**
 * Describes the operations of a plan to oneDNN, for one size of patch.
 *
 * @param scope owns what is made
 * @param places of all values
 */
record Compiler(Dnnl dnnl, NativeScope scope, PackedKernels kernels, Quantizers quantizers, int height, int width,
	Map<Value, BytePointer> places)
{

	private static final long[] ONES = { 1, 1 };

	private static final long[] ZEROS = { 0, 0 };

	/** Returns a primitive that has all arguments but is not created yet. */
	Primitive compile(final Operation operation) {
		if (operation instanceof Operation.Convolve convolve) {
			return convolve(convolve);
		}
		if (operation instanceof Operation.Apply apply) {
			return apply(apply);
		}
		if (operation instanceof Operation.AddTo add) {
			return scale(add.in(), add.out(), new float[] { add.factor() }, new Attributes(dnnl, scope).sum(1));
		}
		if (operation instanceof Operation.Shuffle shuffle) {
			return shuffle(shuffle);
		}
		if (operation instanceof Operation.Copy copy) {
			return convert("convert", copy.in(), copy.out(), describe(copy.out()), 0);
		}
		if (operation instanceof Operation.Place place) {
			return place(place);
		}
		throw new IllegalArgumentException("unknown operation " + operation);
	}

	private Primitive convolve(final Operation.Convolve convolve) {
		final Kernel kernel = convolve.kernel();
		final int[] shape = kernel.shape();
		final boolean floats = convolve.in().type() == Type.FLOAT || convolve.in().type() == Type.BRAIN_FLOAT;
		final Attributes attributes = new Attributes(dnnl, scope);
		if (kernel.quantized() && floats) {
			// Scaled before the bias is added, which a convolution of floats cannot do by itself.
			attributes.perChannel(dnnl_binary_mul, shape[0], quantizers.scales(kernel, dnnl_nhwc));
			if (kernel.bias() != null) {
				attributes.perChannel(dnnl_binary_add, kernel.bias());
			}
		}
		else if (kernel.quantized()) {
			attributes.scale(quantizers.scales(kernel, dnnl_x));
		}
		if (convolve.in().type() == Type.OFFSET) {
			attributes.zero(quantizers.get(kernel.layer()).zeroPoint());
		}
		final dnnl_primitive_attr built = attributes.fuse(convolve.fused(), quantizers, convolve.out().type()).build();
		final dnnl_memory_desc source = describe(convolve.in());
		final dnnl_memory_desc target = describe(convolve.out());
		final dnnl_memory_desc weights = Dnnl.describeAny(scope, floats ? Dnnl.type(convolve.in().type()) : dnnl_s8, shape[0], shape[1], shape[2], shape[3]);
		final dnnl_memory_desc bias = kernel.bias() == null || kernel.quantized() && floats ? null : Dnnl.describe(scope, dnnl_f32, dnnl_x, shape[0]);
		final long[] padding = { shape[2] / 2, shape[3] / 2 };
		final String what = "convolve " + convolve.in() + " to " + convolve.out() + " by " + shape[2] + "x" + shape[3];
		final Primitive primitive = Primitive.of(dnnl, scope, what, pd -> dnnl_convolution_forward_primitive_desc_create(pd, dnnl.engine(),
			dnnl_forward_inference, dnnl_convolution_direct, source, weights, bias, target, ONES, ZEROS, padding, padding, built));
		if (bias != null) {
			primitive.with(DNNL_ARG_BIAS, attributes.vector(kernel.bias()));
		}
		return attributes.giveTo(primitive).with(DNNL_ARG_SRC, memory(convolve.in(), source)).with(DNNL_ARG_WEIGHTS, kernels.get(kernel, floats,
			primitive.wanted(dnnl_query_weights_md))).with(DNNL_ARG_DST, memory(convolve.out(), target));
	}

	private Primitive apply(final Operation.Apply apply) {
		final Fused function = apply.function();
		final Attributes attributes = new Attributes(dnnl, scope);
		if (function instanceof Fused.Rectify rectify) {
			return rectify(apply, rectify.slopes(), attributes);
		}
		if (function instanceof Fused.Scale scale) {
			return scale(apply.in(), apply.out(), scale.scale(), attributes.perChannel(dnnl_binary_add, scale.shift()));
		}
		if (function instanceof Fused.Quantize quantize) {
			final Quantizers.Quantizer quantizer = quantizers.get(quantize.layer());
			return binary(dnnl_binary_div, apply.in(), apply.out(), 1, quantizer.step(), attributes.codes(quantizer, apply.out().type()));
		}
		throw new IllegalArgumentException(function + " by itself");
	}

	private Primitive rectify(final Operation.Apply apply, final float[] slopes, final Attributes attributes) {
		final dnnl_memory_desc source = describe(apply.in());
		final dnnl_memory_desc target = describe(apply.out());
		final dnnl_memory_desc described = Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, slopes.length, 1, 1);
		final dnnl_primitive_attr built = attributes.build();
		final Primitive primitive;
		if (slopes.length == 1) {
			primitive = Primitive.of(dnnl, scope, "rectify", pd -> dnnl_eltwise_forward_primitive_desc_create(pd, dnnl.engine(),
				dnnl_forward_inference, dnnl_eltwise_relu, source, target, slopes[0], 0, built));
		}
		else {
			primitive = Primitive.of(dnnl, scope, "rectify", pd -> dnnl_prelu_forward_primitive_desc_create(pd, dnnl.engine(),
				dnnl_forward_inference, source, described, target, built));
			primitive.with(DNNL_ARG_WEIGHTS, attributes.channels(slopes));
		}
		return primitive.with(DNNL_ARG_SRC, memory(apply.in(), source)).with(DNNL_ARG_DST, memory(apply.out(), target));
	}

	private Primitive scale(final Value in, final Value out, final float[] factors, final Attributes attributes) {
		return binary(dnnl_binary_mul, in, out, factors.length, attributes.channels(factors), attributes);
	}

	/** Multiplies or divides by one number or one for each channel; attributes say what is done then. */
	private Primitive binary(final int algorithm, final Value in, final Value out, final int count, final dnnl_memory numbers,
		final Attributes attributes)
	{
		final dnnl_memory_desc source = describe(in);
		final dnnl_memory_desc target = describe(out);
		final dnnl_memory_desc described = Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, count, 1, 1);
		final dnnl_primitive_attr built = attributes.build();
		final Primitive primitive = Primitive.of(dnnl, scope, "scale", pd -> dnnl_binary_primitive_desc_create(pd, dnnl.engine(),
			algorithm, source, described, target, built));
		return attributes.giveTo(primitive).with(DNNL_ARG_SRC, memory(in, source)).with(DNNL_ARG_SRC_1, numbers).with(DNNL_ARG_DST, memory(
			out, target));
	}

	/** Writes to memory within a value, from a number of bytes on. */
	private Primitive convert(final String what, final Value in, final Value out, final dnnl_memory_desc target, final long offset) {
		final dnnl_memory_desc source = describe(in);
		final dnnl_primitive_attr built = new Attributes(dnnl, scope).build();
		final Primitive primitive = Primitive.of(dnnl, scope, what, pd -> dnnl_reorder_primitive_desc_create(pd, source, dnnl.engine(),
			target, dnnl.engine(), built));
		return primitive.with(DNNL_ARG_SRC, memory(in, source)).with(DNNL_ARG_DST, dnnl.memory(scope, target, places.get(out).getPointer(offset)));
	}

	private Primitive place(final Operation.Place place) {
		final Value out = place.out();
		final long h = (long) out.zoom() * height;
		final long w = (long) out.zoom() * width;
		final long c = out.channels();
		final dnnl_memory_desc part = Dnnl.describeStrided(scope, Dnnl.type(out.type()), new long[] { 1, place.in().channels(), h, w }, new long[] { h * w * c, 1,
			w * c, c });
		return convert("place channels", place.in(), out, part, (long) place.first() * out.type().bytes());
	}

	/** Axes are y, dy, x, dx, c. */
	private Primitive shuffle(final Operation.Shuffle shuffle) {
		final long f = shuffle.factor();
		final long h = (long) shuffle.in().zoom() * height;
		final long w = (long) shuffle.in().zoom() * width;
		final long c = shuffle.out().channels();
		final long[] axes = { h, f, w, f, c };
		final dnnl_memory_desc source = Dnnl.describeStrided(scope, dnnl_f32, axes, new long[] { w * c * f * f, f, c * f * f, 1, f * f });
		final dnnl_memory_desc target = Dnnl.describeStrided(scope, dnnl_f32, axes, new long[] { f * w * f * c, w * f * c, f * c, c, 1 });
		final dnnl_primitive_attr built = new Attributes(dnnl, scope).build();
		final Primitive primitive = Primitive.of(dnnl, scope, "shuffle pixels", pd -> dnnl_reorder_primitive_desc_create(pd, source, dnnl
			.engine(), target, dnnl.engine(), built));
		return primitive.with(DNNL_ARG_SRC, memory(shuffle.in(), source)).with(DNNL_ARG_DST, memory(shuffle.out(), target));
	}

	private dnnl_memory_desc describe(final Value value) {
		return Dnnl.describe(scope, value, height, width);
	}

	private dnnl_memory memory(final Value value, final dnnl_memory_desc described) {
		return dnnl.memory(scope, described, places.get(value));
	}
}
