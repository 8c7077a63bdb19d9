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

import io.github.granulardq.command.Monitor;

/** Turns the progress of one file after the other into that of all files. Told by several threads, moved on by one. */
final class FolderProgress {

	/** Steps of a file. */
	private static final int STEPS = 1000;

	private final Monitor outer;
	private final int files;
	private volatile int index;

	FolderProgress(final Monitor outer, final int files) {
		this.outer = outer;
		this.files = Math.max(1, files);
	}

	/** Returns what watches a file. */
	Monitor monitor() {
		return new Monitor(this::progress, outer.cancelled(), outer.workers(), outer.memory(), outer.block());
	}

	private void progress(final long done, final long total) {
		outer.progress().progress(index * (long) STEPS + (long) (STEPS * ((double) done / Math.max(1, total))), files * (long) STEPS);
	}

	/** The next file is begun, or all are done. */
	void moveTo(final int newIndex) {
		index = newIndex;
		outer.progress().progress(newIndex * (long) STEPS, files * (long) STEPS);
	}

	boolean isCancelled() {
		return outer.cancelled().getAsBoolean();
	}
}
