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
package io.github.granulardq.superres;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.Decision;
import io.github.granulardq.allocation.EmptyPatch;
import io.github.granulardq.allocation.PlacedPatch;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.image.BicubicEnlarger;
import io.github.granulardq.tiling.Patch;
import net.imglib2.type.numeric.RealType;

/** Computes patches of a job, one after the other, with a session of its own. For one thread at a time. */
final class PatchComputer<T extends RealType<T>> implements AutoCloseable {

	private final Job<T> job;
	private final int channels;
	private final EngineSession session;

	/** For each height and width of a patch; a plane has patches of at most four sizes. */
	private final Map<List<Integer>, BicubicEnlarger> enlargers = new HashMap<>();

	PatchComputer(final Job<T> job) {
		this.job = job;
		channels = job.input().networkChannels();
		session = job.engine().open(job.settings().network());
	}

	/**
	 * An enlarged patch.
	 *
	 * @param values [c,scale*height,scale*width] in the model's range
	 * @param decision its bits; 0 if it was empty and the network was not asked
	 */
	record Enlarged(float[] values, Decision decision) {
	}

	/**
	 * Computes a patch.
	 *
	 * @param checkpoint run between the steps; may throw to end the computation
	 * @throws InputException if a pixel is no finite number, naming its position
	 * @throws EngineException if the engine fails or its results are no numbers
	 */
	Enlarged compute(final long plane, final Patch patch, final Runnable checkpoint) {
		final float[] pixels = PatchPixels.read(job, plane, patch);
		if (job.settings().skipEmpty() && EmptyPatch.test(pixels, channels, patch.height(), patch.width())) {
			return new Enlarged(bicubic(pixels, patch), Decision.fixed(0));
		}
		final float[] descriptor = session.head(pixels, patch.height(), patch.width());
		checkpoint.run();
		final Decision decision = job.allocation().decide(descriptor, new PlacedPatch(plane, patch.index(), pixels, patch.height(), patch.width()));
		final float[] values = session.body(decision.bits());
		checkpoint.run();
		check(values, patch);
		return new Enlarged(values, decision);
	}

	private float[] bicubic(final float[] pixels, final Patch patch) {
		final int size = patch.width() * patch.height();
		final int enlargedSize = size * job.scale() * job.scale();
		final float[] values = new float[channels * enlargedSize];
		final BicubicEnlarger enlarger = enlargers.computeIfAbsent(List.of(patch.height(), patch.width()), key -> new BicubicEnlarger(patch.height(),
			patch.width(), job.scale()));
		for (int c = 0; c < channels; c++) {
			enlarger.enlarge(pixels, c * size, values, c * enlargedSize);
		}
		return values;
	}

	private void check(final float[] values, final Patch patch) {
		final int length = channels * patch.width() * job.scale() * patch.height() * job.scale();
		final String engine = job.engine().name();
		if (values.length != length) {
			throw new EngineException("The engine " + engine + " returned " + values.length + " values instead of " + length + ".");
		}
		for (final float value : values) {
			if (Float.isNaN(value)) {
				throw new EngineException("The engine " + engine + " returned NaN for the patch at " + patch.core().min(0) + ", " +
					patch.core().min(1) + ".");
			}
		}
	}

	@Override
	public void close() {
		session.close();
	}
}
