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

import java.util.concurrent.atomic.AtomicInteger;

import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.Patch;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** A block of the enlarged image whose patches are being computed, by several threads or one. */
final class OpenBlock<T extends RealType<T>, O extends RealType<O>> {

	private final Job<T> job;
	private final long index;
	private final BlockPatches patches;
	private final Img<O> image;
	private final RandomAccessibleInterval<O> pixels;
	private final BlockNote note;
	private final AtomicInteger left;

	/**
	 * @param index number of the block
	 * @param block its pixels in the enlarged image
	 */
	OpenBlock(final Job<T> job, final long index, final FinalInterval block, final O type) {
		this.job = job;
		this.index = index;
		patches = new BlockPatches(job, block);
		image = EnlargedImages.createBlock(type, block.dimensionsAsLongArray());
		pixels = Views.translate(image, block.minAsLongArray());
		note = new BlockNote(patches);
		left = new AtomicInteger(patches.count());
	}

	long index() {
		return index;
	}

	BlockPatches patches() {
		return patches;
	}

	/** The pixels where they lie in the enlarged image; whole once all patches were put. */
	RandomAccessibleInterval<O> pixels() {
		return pixels;
	}

	/** The pixels from 0, in one array. */
	Img<O> image() {
		return image;
	}

	/** What is to be remembered of the block; whole once all patches were put. */
	BlockNote note() {
		return note;
	}

	/**
	 * Computes a patch.
	 *
	 * @param patch its number in the block
	 * @param writer of the thread
	 * @return whether it was the last that was missing
	 */
	boolean compute(final int patch, final PatchComputer<T> computer, final PixelWriter<O> writer, final Runnable checkpoint) {
		final long plane = patches.plane(patch);
		final PatchComputer.Enlarged enlarged = computer.compute(plane, patches.patch(patch), checkpoint);
		final long clipped = writer.clipped();
		for (int c = 0; c < job.input().networkChannels(); c++) {
			write(enlarged.values(), plane, c, patches.patch(patch), writer);
		}
		note.set(patch, enlarged.decision().bits(), writer.clipped() - clipped);
		return left.decrementAndGet() == 0;
	}

	private void write(final float[] values, final long plane, final int channel, final Patch patch, final PixelWriter<O> writer) {
		final long[] position = job.input().position(plane, channel);
		RandomAccessibleInterval<O> slice = pixels;
		for (int d = pixels.numDimensions() - 1; d >= 2; d--) {
			if (position[d - 2] < pixels.min(d) || position[d - 2] > pixels.max(d)) {
				return; // another block has this channel
			}
			slice = Views.hyperSlice(slice, d, position[d - 2]);
		}
		PatchPixels.write(values, channel, patch, job.scale(), job.normalizer(plane, channel), slice, writer);
	}
}
