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

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_ZERO_POINTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_div;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_min;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_round;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_binary;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_prelu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scales_mask;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_zero_points_mask;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.util.LinkedHashMap;
import java.util.Map;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

import io.github.granulardq.engine.integer.Plan.Fused;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Quantizers.Quantizer;

/**
 * What a primitive does besides its main work, in the order in which it is said here: scales of codes, and operations on the result
 * before it is stored. Not thread-safe.
 */
final class Attributes {

	/** One value for each channel. */
	private static final int PER_CHANNEL = 1 << 1;

	private static final int PER_OUTPUT = 1 << 0;

	private final Dnnl dnnl;

	private final NativeScope scope;

	private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();

	private final dnnl_post_ops postOps = new dnnl_post_ops();

	private final Map<Integer, dnnl_memory> arguments = new LinkedHashMap<>();

	private int count;

	/**
	 * @param scope keeps what the primitive needs
	 */
	Attributes(final Dnnl dnnl, final NativeScope scope) {
		this.dnnl = dnnl;
		this.scope = scope;
		Dnnl.check(dnnl_primitive_attr_create(attributes), "create attributes");
		scope.own(attributes, a -> dnnl_primitive_attr_destroy(a));
		Dnnl.check(dnnl_post_ops_create(postOps), "create attributes");
		scope.own(postOps, p -> dnnl_post_ops_destroy(p));
		Dnnl.check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "set the scratchpad");
	}

	/** Says what the sum 1 stands for, for each output channel. */
	Attributes scale(final dnnl_memory scales) {
		Dnnl.check(dnnl_primitive_attr_set_scales_mask(attributes, DNNL_ARG_WEIGHTS, PER_OUTPUT), "set scales");
		arguments.put(DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, scales);
		return this;
	}

	/** Floats along one axis, kept with the primitive. */
	dnnl_memory vector(final float... values) {
		return dnnl.memory(scope, Dnnl.describe(scope, dnnl_f32, dnnl_x, values.length), Dnnl.floats(scope, values));
	}

	/** Says which number of the source stands for code 0. */
	Attributes zero(final dnnl_memory number) {
		Dnnl.check(dnnl_primitive_attr_set_zero_points_mask(attributes, DNNL_ARG_SRC, 0), "set a zero point");
		arguments.put(DNNL_ARG_ATTR_ZERO_POINTS | DNNL_ARG_SRC, number);
		return this;
	}

	/**
	 * Adds operations to the result of a convolution.
	 *
	 * @param type of what is stored
	 */
	Attributes fuse(final Iterable<Fused> fused, final Quantizers quantizers, final Type type) {
		for (final Fused one : fused) {
			if (one instanceof Fused.Rectify rectify) {
				rectify(rectify.slopes());
			}
			else if (one instanceof Fused.Scale scale) {
				perChannel(dnnl_binary_mul, scale.scale());
				perChannel(dnnl_binary_add, scale.shift());
			}
			else if (one instanceof Fused.Sum sum) {
				sum(sum.factor());
			}
			else if (one instanceof Fused.Quantize quantize) {
				final Quantizer quantizer = quantizers.get(quantize.layer());
				binary(dnnl_binary_mul, scalar(), quantizer.inverseStep());
				codes(quantizer, type);
			}
		}
		return this;
	}

	/** Makes of x / step what is stored of the code. */
	Attributes codes(final Quantizer quantizer, final Type type) {
		binary(dnnl_binary_max, scalar(), quantizer.lowCode());
		binary(dnnl_binary_min, scalar(), quantizer.highCode());
		if (type == Type.FLOAT || type == Type.OFFSET) {
			// Before the offset: a larger sum would lose places and round twice.
			Dnnl.check(dnnl_post_ops_append_eltwise(postOps, dnnl_eltwise_round, 0, 0), "add rounding");
			count++;
		}
		if (type == Type.OFFSET) {
			binary(dnnl_binary_add, scalar(), quantizer.zero());
		}
		return this;
	}

	private dnnl_memory_desc scalar() {
		return Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, 1, 1, 1);
	}

	private void rectify(final float[] slopes) {
		if (slopes.length == 1) {
			Dnnl.check(dnnl_post_ops_append_eltwise(postOps, dnnl_eltwise_relu, slopes[0], 0), "add a rectifier");
			count++;
			return;
		}
		Dnnl.check(dnnl_post_ops_append_prelu(postOps, PER_CHANNEL), "add a rectifier");
		arguments.put(postOp() | DNNL_ARG_WEIGHTS, channels(slopes));
		count++;
	}

	/** Adds the old content of the result. */
	Attributes sum(final float factor) {
		Dnnl.check(dnnl_post_ops_append_sum(postOps, factor, 0, dnnl_data_type_undef), "add a sum");
		count++;
		return this;
	}

	/** Adds an operation with a value for each channel. */
	Attributes perChannel(final int algorithm, final float[] values) {
		return perChannel(algorithm, values.length, channels(values));
	}

	/** As {@link #perChannel(int, float[])}, for values that may change. */
	Attributes perChannel(final int algorithm, final int channels, final dnnl_memory values) {
		binary(algorithm, Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, channels, 1, 1), values);
		return this;
	}

	private void binary(final int algorithm, final dnnl_memory_desc described, final dnnl_memory values) {
		Dnnl.check(dnnl_post_ops_append_binary(postOps, algorithm, described), "add an operation");
		arguments.put(postOp() | DNNL_ARG_SRC_1, values);
		count++;
	}

	private int postOp() {
		return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (count + 1);
	}

	/** [1,C,1,1], kept with the primitive. */
	dnnl_memory channels(final float... values) {
		return dnnl.memory(scope, Dnnl.describe(scope, dnnl_f32, dnnl_nhwc, 1, values.length, 1, 1), Dnnl.floats(scope, values));
	}

	/** What to describe the primitive with; nothing may be added afterwards. */
	dnnl_primitive_attr build() {
		Dnnl.check(dnnl_primitive_attr_set_post_ops(attributes, postOps), "set operations");
		return attributes;
	}

	/** Gives a primitive the arguments of these attributes. */
	Primitive giveTo(final Primitive primitive) {
		arguments.forEach(primitive::with);
		return primitive;
	}
}
