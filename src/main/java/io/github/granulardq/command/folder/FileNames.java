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
package io.github.granulardq.command.folder;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Endings of the names of image files. */
final class FileNames {

	private static final Pattern IMAGE = Pattern.compile("(?i).+?(\\.ome\\.tiff?|\\.ome\\.zarr|\\.zarr|\\.tiff?|\\.png|\\.jpe?g|\\.gif|\\.bmp)");

	/** Beside outputs that are not complete. */
	private static final Pattern UNFINISHED = Pattern.compile("(?i).+\\.(part|journal|replaced-by-granular-dq)");

	private FileNames() {
	}

	/** Returns the ending of a name, {@code .ome.tif} as one; empty if it is none of an image. */
	static String ending(final String name) {
		final Matcher matcher = IMAGE.matcher(name);
		return matcher.matches() ? matcher.group(1) : "";
	}

	/** Returns a name without that ending. */
	static String stem(final String name) {
		return name.substring(0, name.length() - ending(name).length());
	}

	/** Whether a name says that it is an image. */
	static boolean isImage(final String name) {
		return !ending(name).isEmpty();
	}

	/** Whether a name says that it is a folder of OME-Zarr. */
	static boolean isZarr(final String name) {
		return ending(name).toLowerCase(Locale.ROOT).endsWith(".zarr");
	}

	/** Whether it belongs to an output that is being written, or that nobody finished. */
	static boolean isUnfinished(final String name) {
		return UNFINISHED.matcher(name).matches();
	}
}
