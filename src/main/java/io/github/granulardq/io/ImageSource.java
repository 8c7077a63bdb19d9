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
package io.github.granulardq.io;

import io.github.granulardq.InputException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * An image in a file or folder, of which regions are read when they are looked at. Implementations keep a bounded cache of decoded blocks, may be
 * read by several threads, and throw {@link InputException} naming file and block when a block that is looked at cannot be read.
 */
public interface ImageSource extends AutoCloseable {

	/**
	 * The pixels: {@code UnsignedByteType}, {@code UnsignedShortType} or {@code FloatType}, starting at 0, with the axes of {@link #metadata()}; lossless whatever
	 * the file holds, otherwise the file is refused when it is opened.
	 */
	RandomAccessibleInterval<? extends RealType<?>> pixels();

	/** What is known beside the pixels. */
	ImageMetadata metadata();

	/** Pixels along each axis that are stored, and read, together. */
	int[] block();

	/**
	 * A text that changes when the file was changed: size and date of change of what was opened, or hashes of its metadata. Resuming a run on another
	 * image is refused by it.
	 */
	String fingerprint();

	/** Closes files; pixels must not be looked at afterwards. */
	@Override
	void close();
}
