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
package io.github.granulardq.evaluation;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.superres.Choices;

/** What is made of an image before it is measured, and what is compared. */
public enum Protocol {

	/**
	 * As papers measure photographs: everything is rounded to 8 bits, luminance Y is compared with peak 255, {@code scale} pixels are
	 * cut off each side. See {@link PhotoSample}.
	 */
	PHOTO("photo"),
	/**
	 * As the models for microscopy were measured: one plane of each image, linearly normalised by its percentiles, is compared with peak 1;
	 * 4 pixels are cut off each side. See {@link MicroscopySample}.
	 */
	MICROSCOPY("microscopy");

	private final String key;

	Protocol(final String key) {
		this.key = key;
	}

	/**
	 * Reads {@code photo} or {@code microscopy}.
	 *
	 * @throws InputException if it is neither, listing both
	 */
	public static Protocol parse(final String text) {
		return Choices.parse("protocol", Protocol.class, text);
	}

	/** Returns the protocol that fits models of one channel (microscopy) or three (photographs). */
	public static Protocol of(final int channels) {
		return channels == 1 ? MICROSCOPY : PHOTO;
	}

	/**
	 * Prepares an image.
	 *
	 * @param low its low-resolution image; null if it is to be made
	 * @throws InputException if it cannot be measured; the message is the reason alone, to stand after the name of the image
	 */
	Sample sample(final ImagePlus image, final ImagePlus low, final EvaluationOptions options) {
		return switch (this) {
			case PHOTO -> PhotoSample.of(image, low, options.scale(), options.channels(), options.kernel());
			case MICROSCOPY -> MicroscopySample.of(image, low, options.scale(), options.rounded(), options.kernel(), options.percentiles());
		};
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
