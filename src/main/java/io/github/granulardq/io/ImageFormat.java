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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Formats that image files are recognised as, by their first bytes and never by their names. */
enum ImageFormat {

	TIFF("TIFF"), BIG_TIFF("BigTIFF"), PNG("PNG"), JPEG("JPEG"), GIF("GIF"), BMP("BMP");

	private final String title;

	ImageFormat(final String title) {
		this.title = title;
	}

	/** Returns the format of a file; empty if it is none of these. */
	static Optional<ImageFormat> of(final Path file) throws IOException {
		final byte[] start;
		try (InputStream in = Files.newInputStream(file)) {
			start = in.readNBytes(8);
		}
		if (startsWith(start, 'I', 'I', 42, 0) || startsWith(start, 'M', 'M', 0, 42)) {
			return Optional.of(TIFF);
		}
		if (startsWith(start, 'I', 'I', 43, 0) || startsWith(start, 'M', 'M', 0, 43)) {
			return Optional.of(BIG_TIFF);
		}
		if (startsWith(start, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
			return Optional.of(PNG);
		}
		if (startsWith(start, 0xff, 0xd8, 0xff)) {
			return Optional.of(JPEG);
		}
		if (startsWith(start, 'G', 'I', 'F', '8')) {
			return Optional.of(GIF);
		}
		if (startsWith(start, 'B', 'M')) {
			return Optional.of(BMP);
		}
		return Optional.empty();
	}

	private static boolean startsWith(final byte[] bytes, final int... wanted) {
		if (bytes.length < wanted.length) {
			return false;
		}
		for (int i = 0; i < wanted.length; i++) {
			if ((bytes[i] & 0xff) != wanted[i]) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return title;
	}
}
