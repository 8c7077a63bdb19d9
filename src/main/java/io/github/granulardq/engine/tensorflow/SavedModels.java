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
package io.github.granulardq.engine.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.github.granulardq.engine.CacheFolder;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.network.Network;

/**
 * The SavedModels that were made of networks, each in a folder named after the hash of the network. Such a folder appears whole
 * or not at all, so that threads and processes may look for the same one at once.
 */
final class SavedModels {

	private final Path folder;

	/**
	 * @param cache where to keep them
	 */
	SavedModels(final Path cache) {
		folder = cache.resolve("tensorflow");
	}

	/**
	 * Finds the SavedModel of a network, or makes it.
	 *
	 * @param digest the network's {@link NetworkDigest}
	 * @return its folder
	 * @throws EngineException if it cannot be written
	 */
	Path get(final Network network, final String digest) {
		final Path target = folder.resolve(digest);
		if (isThere(target)) {
			return target;
		}
		Path temporary = null;
		try {
			Files.createDirectories(folder);
			temporary = Files.createTempDirectory(folder, "unfinished-");
			NetworkGraph.export(network, temporary);
			move(temporary, target);
			return target;
		}
		catch (final IOException e) {
			throw new EngineException("The network cannot be written to the cache folder " + folder + " (" + e.getClass().getSimpleName() + ": " +
				e.getMessage() + "): free some space, or name another folder with -D" + CacheFolder.PROPERTY + "=FOLDER.", e);
		}
		finally {
			if (temporary != null && Files.exists(temporary)) {
				CacheFolder.delete(temporary);
			}
		}
	}

	private static void move(final Path temporary, final Path target) throws IOException {
		try {
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final IOException e) {
			// Another process was faster, and what it made is the same.
			if (!isThere(target)) {
				throw e;
			}
		}
	}

	private static boolean isThere(final Path target) {
		return Files.isRegularFile(target.resolve(NetworkGraph.FILE_NAME));
	}

	/** Forgets a SavedModel that turned out to be damaged. */
	void remove(final String digest) {
		CacheFolder.delete(folder.resolve(digest));
	}
}
