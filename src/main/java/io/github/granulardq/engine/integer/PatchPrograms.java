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

import java.util.EnumMap;
import java.util.Map;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

import io.github.granulardq.engine.integer.Plan.Value;
import io.github.granulardq.image.BicubicEnlarger;
import io.github.granulardq.network.GlobalSkip;

/** Programs of a network's head and bodies for patches of one size; a body is made when it is first needed. Not thread-safe. */
final class PatchPrograms implements AutoCloseable {

	private final NativeScope scope = new NativeScope();

	private final NetworkPrograms shared;

	private final int height;

	private final int width;

	private final FloatPointer input;

	private final BytePointer features;

	private final Program head;

	private final HeadDescription description;

	/** Null if nothing is added to what the network computes. */
	private final BicubicEnlarger enlarger;

	/** What the last layer computed. */
	private float[] values = {};

	/** What {@link #head} was given. */
	private float[] patch;

	private final Map<Arithmetic, Program> bodies = new EnumMap<>(Arithmetic.class);

	PatchPrograms(final NetworkPrograms shared, final int height, final int width) {
		this.shared = shared;
		this.height = height;
		this.width = width;
		try {
			final Plan plan = shared.head();
			input = new FloatPointer(Dnnl.allocate(scope, (long) Float.BYTES * plan.input().channels() * height * width));
			features = Dnnl.allocate(scope, (long) Float.BYTES * plan.output().channels() * height * width);
			description = new HeadDescription(shared.network().descriptor(), height, width, plan.output().channels());
			enlarger = shared.network().skip() == GlobalSkip.BICUBIC ? new BicubicEnlarger(height, width, shared.network().scale()) : null;
			head = program(plan, Map.of(plan.input(), new BytePointer(input), plan.output(), features));
		}
		catch (final Throwable t) {
			scope.close();
			throw t;
		}
	}

	private Program program(final Plan plan, final Map<Value, BytePointer> given) {
		return scope.own(new Program(shared.dnnl(), plan, height, width, given, shared.kernels(), shared.quantizers()), Program::close);
	}

	/**
	 * @param newPatch [c,h,w]; not copied
	 * @return the descriptor [3C]
	 */
	float[] head(final float[] newPatch) {
		patch = newPatch;
		input.put(interleave(patch, shared.network().channels()));
		head.run();
		new FloatPointer(features).get(description.features());
		return description.compute();
	}

	/**
	 * @return [c,s*h,s*w], a new array
	 */
	float[] body(final int bits) {
		final Arithmetic arithmetic = shared.select(bits);
		final Plan plan = shared.body(arithmetic);
		final Program body = bodies.computeIfAbsent(arithmetic, a -> program(plan, Map.of(plan.input(), features)));
		body.run();
		final Value output = plan.output();
		final int rows = output.zoom() * height;
		final int columns = output.zoom() * width;
		if (values.length != output.channels() * rows * columns) {
			values = new float[output.channels() * rows * columns];
		}
		new FloatPointer(body.place(output)).get(values);
		final Assembly assembly = shared.assembly();
		final float[] enlarged = new float[assembly.outputs(output.channels()) * rows * columns * assembly.factor() * assembly.factor()];
		if (enlarger != null) {
			final int channels = shared.network().channels();
			for (int c = 0; c < channels; c++) {
				enlarger.enlarge(patch, c * height * width, enlarged, c * (enlarged.length / channels));
			}
		}
		assembly.addTo(values, rows, columns, enlarged);
		return enlarged;
	}

	/** [c,h,w] to [h,w,c]. */
	private static float[] interleave(final float[] planes, final int channels) {
		if (channels == 1) {
			return planes;
		}
		final int pixels = planes.length / channels;
		final float[] interleaved = new float[planes.length];
		for (int c = 0; c < channels; c++) {
			for (int i = 0; i < pixels; i++) {
				interleaved[i * channels + c] = planes[c * pixels + i];
			}
		}
		return interleaved;
	}

	@Override
	public void close() {
		scope.close();
	}
}
