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

import java.util.concurrent.atomic.AtomicInteger;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/**
 * Enlarges patches after a lopsided blur of nine points with known radius, zero beyond the patch as in convolutions, rounded as
 * coarsely as the bits say. It ignores the network's layers. A patch whose halo is narrower than the radius comes out different, so
 * seams show.
 */
public final class FakeEngine implements Engine {

	private final int radius;
	private final AtomicInteger open = new AtomicInteger();
	private final AtomicInteger opened = new AtomicInteger();
	private volatile boolean closed;

	/**
	 * @param radius LR pixels around a pixel that its value depends on
	 */
	public FakeEngine(final int radius) {
		this.radius = radius;
	}

	/** Returns how many sessions are open now. */
	public int openSessions() {
		return open.get();
	}

	/** Returns how many sessions were ever opened. */
	public int openedSessions() {
		return opened.get();
	}

	public boolean isClosed() {
		return closed;
	}

	@Override
	public String name() {
		return "fake";
	}

	@Override
	public String instructionSet() {
		return "none";
	}

	@Override
	public EngineSession open(final Network network) {
		open.incrementAndGet();
		opened.incrementAndGet();
		return new Session(network);
	}

	@Override
	public void close() {
		closed = true;
	}

	private final class Session implements EngineSession {

		private final Network network;
		private float[] patch;
		private int height;
		private int width;

		Session(final Network network) {
			this.network = network;
		}

		/** Returns mean, mean distance from it, and largest step from pixel to pixel. */
		@Override
		public float[] head(final float[] newPatch, final int newHeight, final int newWidth) {
			if (newPatch.length != network.channels() * newHeight * newWidth || newHeight < 4 || newWidth < 4) {
				throw new IllegalArgumentException("patch of " + newHeight + "x" + newWidth + " with " + newPatch.length + " values");
			}
			patch = newPatch;
			height = newHeight;
			width = newWidth;
			double sum = 0;
			for (final float v : patch) {
				sum += v;
			}
			final double mean = sum / patch.length;
			double distance = 0;
			double step = 0;
			for (int i = 0; i < patch.length; i++) {
				distance += Math.abs(patch[i] - mean);
				step = Math.max(step, Math.abs(patch[i] - patch[Math.max(0, i - 1)]));
			}
			return new float[] { (float) mean, (float) (distance / patch.length), (float) step };
		}

		@Override
		public float[] body(final int bits) {
			if (patch == null) {
				throw new IllegalStateException("no head");
			}
			if ((bits == Network.FLOAT_BITS) == network.isQuantized()) {
				throw new IllegalArgumentException(bits + " bits");
			}
			final int scale = network.scale();
			final int size = height * width;
			final float[] enlarged = new float[network.channels() * size * scale * scale];
			for (int i = 0; i < enlarged.length; i++) {
				final int x = i % (width * scale);
				final int y = i / (width * scale) % (height * scale);
				final int c = i / (size * scale * scale);
				final float offset = 0.125f * (x % scale) - 0.25f * (y % scale);
				enlarged[i] = round(blurred(c * size, x / scale, y / scale), bits) + offset;
			}
			return enlarged;
		}

		private float round(final float value, final int bits) {
			final float step = 256f / (1 << Math.min(bits, 24));
			return step * (float) Math.rint(value / step);
		}

		private float blurred(final int offset, final int x, final int y) {
			float sum = 0;
			for (int i = 0; i < 9; i++) {
				final int fromX = x + (i % 3 - 1) * radius;
				final int fromY = y + (i / 3 - 1) * radius;
				if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
					sum += (i + 1) / 45f * patch[offset + fromY * width + fromX];
				}
			}
			return sum;
		}

		@Override
		public void close() {
			open.decrementAndGet();
		}
	}
}
