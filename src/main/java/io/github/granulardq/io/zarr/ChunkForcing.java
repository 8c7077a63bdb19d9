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
package io.github.granulardq.io.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.granulardq.InputException;
import io.github.granulardq.io.Journal;

/**
 * Makes blocks lasting beside the computation: their files are forced to the disk by a thread of its own, some at a time, and then the journal is
 * told. For one thread at a time.
 */
final class ChunkForcing {

	private final ZarrPlace place;
	private final ZarrChunks chunks;
	private final Journal journal;
	private List<Long> pending = new ArrayList<>();
	/** Returns how many entries of the journal last; null if there is nothing to wait for. */
	private FutureTask<Integer> inFlight;

	ChunkForcing(final ZarrPlace place, final ZarrChunks chunks, final Journal journal) {
		this.place = place;
		this.chunks = chunks;
		this.journal = journal;
	}

	/** Takes a block whose file was written, or removed. */
	void add(final long block) {
		pending.add(block);
	}

	/**
	 * Begins to make blocks lasting if it is time, for which it waits until those before are.
	 *
	 * @throws InputException if blocks before could not be made lasting
	 */
	void advance() {
		if (inFlight != null && inFlight.isDone()) {
			settle();
		}
		if (journal.isForceDue()) {
			settle();
			start();
		}
	}

	/**
	 * Makes all blocks lasting.
	 *
	 * @throws InputException if that fails
	 */
	void finish() {
		settle();
		start();
		settle();
	}

	private void start() {
		final List<Long> batch = pending;
		pending = new ArrayList<>();
		final int entries = journal.forcing();
		inFlight = new FutureTask<>(() -> force(batch), entries);
		final Thread thread = new Thread(inFlight, "granular-dq disk");
		thread.setDaemon(true);
		thread.start();
	}

	private void force(final List<Long> batch) {
		long block = -1;
		try {
			final Set<Path> folders = new LinkedHashSet<>();
			for (final long next : batch) {
				block = next;
				final Path file = chunks.folder().resolve(chunks.key(block));
				try {
					Folders.forceFile(file);
				}
				catch (final NoSuchFileException e) {
					// a block of zeros, or one that is missed when the run goes on, or ends
				}
				for (Path folder = file.getParent(); folder.startsWith(place.part()) && folders.add(folder);) {
					folder = folder.getParent();
				}
			}
			folders.stream().filter(Files::isDirectory).forEach(Folders::force);
		}
		catch (final IOException e) {
			throw chunks.failure(block, e);
		}
	}

	/** Waits for blocks that are being made lasting, and tells the journal. */
	private void settle() {
		boolean interrupted = false;
		try {
			while (inFlight != null) {
				final FutureTask<Integer> task = inFlight;
				try {
					final int entries = task.get();
					inFlight = null;
					if (!Folders.exists(place.journal())) {
						throw new IOException("its journal is not there any more");
					}
					journal.forced(entries);
				}
				catch (final InterruptedException e) {
					interrupted = true; // they are few
				}
				catch (final ExecutionException e) {
					inFlight = null;
					throw e.getCause() instanceof final InputException input ? input : new IllegalStateException(e.getCause());
				}
				catch (final IOException e) {
					throw place.failure(e);
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Waits for blocks that are being made lasting, whatever becomes of them. */
	void close() {
		try {
			settle();
		}
		catch (final InputException e) {
			// they are looked at when the run goes on
		}
	}
}
