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
package io.github.granulardq.allocation;

/**
 * How many edges a patch has: the mean over all pixels of the absolute Laplacian of its grey values, |8 p - sum of the eight neighbours| / 16, as
 * CABM scores patches (Tian et al., CVPR 2023). At the border the nearest pixel stands for neighbours that are missing.
 *
 * <pre>
 * double score = EdgeScore.of(patch, 1, 96, 96);
 * </pre>
 *
 * Deterministic; may be called from any thread.
 */
public final class EdgeScore {

	private static final double[] GREY = { 0.2989, 0.5870, 0.1140 };
	private static final int NEIGHBOURS = 8;

	/** The sum of the filter's absolute weights. */
	private static final double NORM = 16;

	private EdgeScore() {
	}

	/**
	 * Scores a patch. Its grey value is the channel itself, or 0.2989 R + 0.5870 G + 0.1140 B.
	 *
	 * @param patch [channels,height,width], range 0..255
	 * @param channels 1 or 3
	 * @param height pixels, at least 1
	 * @param width pixels, at least 1
	 * @return 0 or more, in grey values
	 * @throws IllegalArgumentException if the patch has another size or number of channels
	 */
	public static double of(final float[] patch, final int channels, final int height, final int width) {
		if (channels != 1 && channels != 3 || height < 1 || width < 1 || patch.length != channels * height * width) {
			throw new IllegalArgumentException("a patch of " + patch.length + " values is not " + channels + " channels of " + height + "x" + width +
				": 1 or 3 channels are needed");
		}
		final double[] padded = padded(patch, channels, height, width);
		final int stride = width + 2;
		double sum = 0;
		for (int y = 1; y <= height; y++) {
			for (int i = y * stride + 1; i <= y * stride + width; i++) {
				final double above = padded[i - stride - 1] + padded[i - stride] + padded[i - stride + 1];
				final double below = padded[i + stride - 1] + padded[i + stride] + padded[i + stride + 1];
				sum += Math.abs(NEIGHBOURS * padded[i] - above - below - padded[i - 1] - padded[i + 1]);
			}
		}
		return sum / (NORM * height * width);
	}

	/** Grey values [height+2,width+2] with the border repeated. */
	private static double[] padded(final float[] patch, final int channels, final int height, final int width) {
		final int size = height * width;
		final double[] padded = new double[(height + 2) * (width + 2)];
		for (int y = 0; y < height + 2; y++) {
			final int row = Math.max(0, Math.min(height - 1, y - 1)) * width;
			for (int x = 0; x < width + 2; x++) {
				final int i = row + Math.max(0, Math.min(width - 1, x - 1));
				padded[y * (width + 2) + x] = channels == 1 ? patch[i] : GREY[0] * patch[i] + GREY[1] * patch[size + i] + GREY[2] * patch[2 * size + i];
			}
		}
		return padded;
	}
}
