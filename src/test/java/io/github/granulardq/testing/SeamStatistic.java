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

import java.util.BitSet;

import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Tells whether the seams of a tiled image can be measured: the mean squared difference to another image (the same enlarged in one
 * piece, or the true one) near the borders between cores, against that elsewhere. Borders that are also image borders do not count.
 *
 * @param near mean squared difference of pixels near a seam; NaN if there are none
 * @param elsewhere mean squared difference of all others; NaN if there are none
 */
public record SeamStatistic(double near, double elsewhere) {

	/**
	 * Compares two enlarged planes.
	 *
	 * @param tiled axes x, y
	 * @param other of the same size
	 * @param grid that {@code tiled} was made with
	 * @param scale enlarged pixels per LR pixel
	 * @param distance enlarged pixels on each side of a seam that are near it, at least 1
	 */
	public static <A extends RealType<A>, B extends RealType<B>> SeamStatistic of(final RandomAccessibleInterval<A> tiled,
		final RandomAccessibleInterval<B> other, final PatchGrid grid, final int scale, final int distance)
	{
		final BitSet columns = new BitSet();
		final BitSet rows = new BitSet();
		for (long i = 0; i < grid.size(); i++) {
			final Interval target = grid.patch(i).target(scale);
			mark(columns, target.min(0), distance);
			mark(rows, target.min(1), distance);
		}
		final double[] sum = new double[2];
		final long[] count = new long[2];
		final Cursor<A> a = Views.flatIterable(Views.zeroMin(tiled)).localizingCursor();
		final Cursor<B> b = Views.flatIterable(Views.zeroMin(other)).cursor();
		while (a.hasNext()) {
			final double difference = a.next().getRealDouble() - b.next().getRealDouble();
			final int where = columns.get(a.getIntPosition(0)) || rows.get(a.getIntPosition(1)) ? 0 : 1;
			sum[where] += difference * difference;
			count[where]++;
		}
		return new SeamStatistic(sum[0] / count[0], sum[1] / count[1]);
	}

	private static void mark(final BitSet near, final long seam, final int distance) {
		if (seam > 0) {
			near.set((int) Math.max(0, seam - distance), (int) seam + distance);
		}
	}

	/** Returns near / elsewhere: about 1 or below if seams cannot be measured; 0 if there is no difference near them. */
	public double ratio() {
		return near == 0 ? 0 : near / elsewhere;
	}
}
