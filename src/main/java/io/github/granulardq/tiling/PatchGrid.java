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
package io.github.granulardq.tiling;

import java.util.stream.LongStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * Cuts a plane into patches whose cores cover each pixel exactly once:
 *
 * <pre>
 * PatchGrid grid = PatchGrid.seamless(width, height, 96, 12);
 * for (long i = 0; i &lt; grid.size(); i++) {
 * 	Patch patch = grid.patch(i); // read patch.source(), enlarge it, keep patch.crop(scale), put it at patch.target(scale)
 * }
 * </pre>
 *
 * The grid starts at the image's origin and depends on the image's size alone, since where an image is cut changes its pixels.
 * Where a source reaches beyond the image, the image is mirrored there, its border pixel repeated. Immutable, safe for threads.
 */
public final class PatchGrid {

	/** Side of patches in LR pixels. */
	public static final int PATCH = 96;

	private static final int PAPER_STEP = 90;

	private final Axis x;
	private final Axis y;

	private PatchGrid(final Axis x, final Axis y) {
		this.x = x;
		this.y = y;
		Math.multiplyExact(x.count(), y.count());
	}

	/**
	 * Patches of one size: a core and a halo around it that is computed and thrown away. Cores of the last column and row are cut
	 * at the image border, their sources are not. Patches are square, except where the image is narrower or lower than a core: there
	 * they are as wide or high as the image with its halos, but not below 4 pixels, the least that networks take.
	 *
	 * @param width LR pixels, at least 1
	 * @param height LR pixels, at least 1
	 * @param patch largest side of the sources
	 * @param halo pixels on each side, at least 0 and less than half a patch
	 */
	public static PatchGrid seamless(final long width, final long height, final int patch, final int halo) {
		if (halo < 0 || patch - 2L * halo < 1) {
			throw new IllegalArgumentException("a patch of " + patch + " pixels has no core within a halo of " + halo);
		}
		return new PatchGrid(new SeamlessAxis(width, patch, halo), new SeamlessAxis(height, patch, halo));
	}

	/**
	 * The patches of the paper: sources of 96 x 96 pixels at a step of 90; the last column and row take the remainder, so
	 * they are 96 to 185 pixels wide, and an image of less than 186 pixels is one patch. Overlaps are cut in the middle. An image
	 * below 4 pixels is mirrored to 4, the least that networks take.
	 *
	 * @param width LR pixels, at least 1
	 * @param height LR pixels, at least 1
	 */
	public static PatchGrid paper(final long width, final long height) {
		return new PatchGrid(new PaperAxis(width, PATCH, PAPER_STEP), new PaperAxis(height, PATCH, PAPER_STEP));
	}

	/** Returns the number of columns. */
	public long columns() {
		return x.count();
	}

	/** Returns the number of rows. */
	public long rows() {
		return y.count();
	}

	/**
	 * Returns where cores start along an axis, and where the last ends.
	 *
	 * @param d 0 for x, 1 for y
	 */
	public long[] edges(final int d) {
		final Axis axis = d == 0 ? x : y;
		return LongStream.rangeClosed(0, axis.count()).map(axis::core).toArray();
	}

	/** Returns the number of patches. */
	public long size() {
		return x.count() * y.count();
	}

	/**
	 * Returns a patch.
	 *
	 * @param index 0..size()-1, row by row
	 */
	public Patch patch(final long index) {
		if (index < 0 || index >= size()) {
			throw new IndexOutOfBoundsException("patch " + index + " of " + size());
		}
		final long column = index % x.count();
		final long row = index / x.count();
		return new Patch(index,
			FinalInterval.createMinSize(x.source(column), y.source(row), x.sourceSize(column), y.sourceSize(row)),
			FinalInterval.createMinMax(x.core(column), y.core(row), x.core(column + 1) - 1, y.core(row + 1) - 1));
	}

	/**
	 * Returns the columns and rows of the patches whose cores lie in a rectangle, wholly or in part.
	 *
	 * @param area LR pixels [x,y], inside the plane
	 * @return [column,row]; the patch in column c and row r has the index {@code r * columns() + c}
	 */
	public FinalInterval overlapping(final Interval area) {
		return FinalInterval.createMinMax(x.at(area.min(0)), y.at(area.min(1)), x.at(area.max(0)), y.at(area.max(1)));
	}

	/** Returns the largest number of LR pixels that a source has. */
	public long largestPatch() {
		return x.sourceSize(x.count() - 1) * y.sourceSize(y.count() - 1);
	}
}
