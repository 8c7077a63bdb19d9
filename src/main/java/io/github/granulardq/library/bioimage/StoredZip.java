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
package io.github.granulardq.library.bioimage;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips whose bytes depend on their files alone: not compressed, since compression libraries differ, and of one date. Stateless. */
final class StoredZip {

	private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

	private StoredZip() {
	}

	/**
	 * Writes a zip.
	 *
	 * @param files contents by name, in the order of the zip
	 */
	static void write(final OutputStream out, final Map<String, byte[]> files) throws IOException {
		final ZipOutputStream zip = new ZipOutputStream(out);
		for (final Map.Entry<String, byte[]> file : files.entrySet()) {
			final ZipEntry entry = new ZipEntry(file.getKey());
			final CRC32 sum = new CRC32();
			sum.update(file.getValue());
			entry.setMethod(ZipEntry.STORED);
			entry.setSize(file.getValue().length);
			entry.setCrc(sum.getValue());
			entry.setTimeLocal(DATE);
			zip.putNextEntry(entry);
			zip.write(file.getValue());
			zip.closeEntry();
		}
		zip.finish();
	}
}
