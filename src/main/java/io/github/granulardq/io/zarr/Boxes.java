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
package io.github.granulardq.io.zarr;

import java.util.Arrays;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.transform.integer.MixedTransform;
import net.imglib2.view.MixedTransformView;
import net.imglib2.view.Views;

/** Boxes of pixels in primitive arrays, the first axis fastest, and the order of their axes. Stateless. */
final class Boxes {

	private Boxes() {
	}

	/**
	 * Copies the part that two boxes have in common, counted from their first pixels.
	 *
	 * @param from array of a box
	 * @param fromSize of that box
	 * @param to array of the other
	 * @param toSize of the other
	 */
	static void copy(final Object from, final int[] fromSize, final Object to, final int[] toSize) {
		final int n = fromSize.length;
		final int[] common = new int[n];
		for (int d = 0; d < n; d++) {
			common[d] = Math.min(fromSize[d], toSize[d]);
		}
		final int[] position = new int[n];
		while (true) {
			int source = 0;
			int target = 0;
			for (int d = n - 1; d >= 0; d--) {
				source = source * fromSize[d] + position[d];
				target = target * toSize[d] + position[d];
			}
			System.arraycopy(from, source, to, target, common[0]);
			int d = 1;
			while (d < n && ++position[d] == common[d]) {
				position[d++] = 0;
			}
			if (d >= n) {
				return;
			}
		}
	}

	/**
	 * Returns an image with its axes in another order.
	 *
	 * @param axes for each axis of the result, which one of the image it is
	 */
	static <T> RandomAccessibleInterval<T> permute(final RandomAccessibleInterval<T> image, final int[] axes) {
		final int n = axes.length;
		if (Arrays.equals(axes, IntStream.range(0, n).toArray())) {
			return image;
		}
		final int[] component = new int[n];
		final long[] min = new long[n];
		final long[] max = new long[n];
		for (int d = 0; d < n; d++) {
			component[axes[d]] = d;
			min[d] = image.min(axes[d]);
			max[d] = image.max(axes[d]);
		}
		final MixedTransform transform = new MixedTransform(n, n);
		transform.setComponentMapping(component);
		return Views.interval(new MixedTransformView<>(image, transform), new FinalInterval(min, max));
	}

	/** Returns numbers in another order, as {@link #permute} does with axes. */
	static long[] permute(final long[] numbers, final int[] axes) {
		return Arrays.stream(axes).mapToLong(a -> numbers[a]).toArray();
	}

	/** Returns numbers in another order, as {@link #permute} does with axes. */
	static int[] permute(final int[] numbers, final int[] axes) {
		return Arrays.stream(axes).map(a -> numbers[a]).toArray();
	}

	/** Returns numbers from last to first: between the order of Zarr, the fastest axis last, and that of ImgLib2. */
	static long[] reversed(final long[] numbers) {
		final long[] reversed = new long[numbers.length];
		for (int d = 0; d < numbers.length; d++) {
			reversed[d] = numbers[numbers.length - 1 - d];
		}
		return reversed;
	}

	/** Returns numbers from last to first. */
	static int[] reversed(final int[] numbers) {
		return Arrays.stream(reversed(Arrays.stream(numbers).asLongStream().toArray())).mapToInt(Math::toIntExact).toArray();
	}
}
