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
package io.github.granulardq.command.ij1;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

import net.imglib2.AbstractInterval;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.Localizable;
import net.imglib2.Point;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;

/**
 * A stack of planes that are fetched when a pixel of them is first asked for, and kept as long as memory allows. Safe for use by
 * several threads; two of them may fetch the same plane.
 *
 * @param <T> the type of the pixels
 */
final class VirtualPlanes<T> extends AbstractInterval implements RandomAccessibleInterval<T> {

	private final T type;
	private final IntFunction<RandomAccessibleInterval<T>> source;
	private final AtomicReferenceArray<SoftReference<RandomAccessibleInterval<T>>> cache;

	/**
	 * @param size lengths of the axes: x, y, and those that count planes, the third running fastest
	 * @param type an instance of the pixel type
	 * @param source fetches a plane by its number, starting at 0
	 */
	VirtualPlanes(final long[] size, final T type, final IntFunction<RandomAccessibleInterval<T>> source) {
		super(new FinalInterval(size));
		this.type = type;
		this.source = source;
		long planes = 1;
		for (int d = 2; d < size.length; d++) {
			planes *= size[d];
		}
		cache = new AtomicReferenceArray<>(Math.toIntExact(planes));
	}

	@Override
	public T getType() {
		return type;
	}

	@Override
	public RandomAccess<T> randomAccess() {
		return new Access();
	}

	@Override
	public RandomAccess<T> randomAccess(final Interval interval) {
		return new Access();
	}

	private RandomAccessibleInterval<T> plane(final int number) {
		final SoftReference<RandomAccessibleInterval<T>> kept = cache.get(number);
		RandomAccessibleInterval<T> plane = kept == null ? null : kept.get();
		if (plane == null) {
			plane = source.apply(number);
			cache.set(number, new SoftReference<>(plane));
		}
		return plane;
	}

	private final class Access extends Point implements RandomAccess<T> {

		private int current = -1;
		private RandomAccess<T> inPlane;

		Access() {
			super(VirtualPlanes.this.numDimensions());
		}

		Access(final Localizable position) {
			super(position);
		}

		@Override
		public T get() {
			int number = 0;
			for (int d = n - 1; d >= 2; d--) {
				number = (int) (number * dimension(d) + position[d]);
			}
			if (number != current) {
				inPlane = plane(number).randomAccess();
				current = number;
			}
			inPlane.setPosition(position[0], 0);
			inPlane.setPosition(position[1], 1);
			return inPlane.get();
		}

		@Override
		public T getType() {
			return type;
		}

		@Override
		public RandomAccess<T> copy() {
			return new Access(this);
		}
	}
}
