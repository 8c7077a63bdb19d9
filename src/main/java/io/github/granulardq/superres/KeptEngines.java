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

import java.lang.ref.Cleaner;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Network;

/**
 * Keeps the integer engines of the models that were used last, so that a second run in the same process starts at once. They are freed when no run used them
 * for five minutes, and when Java's memory is short: whenever the garbage collector clears soft references. Thread-safe.
 */
final class KeptEngines {

	private static final int MOST = 2;

	/** Their natives hold up to a GiB each, of which the garbage collector knows nothing. */
	private static final Duration LONGEST_REST = Duration.ofMinutes(5);

	private static final Cleaner CLEANER = Cleaner.create();

	private static final Map<Key, KeptEngine> KEPT = new LinkedHashMap<>(4, 0.75f, true);
	private static Timer timer;
	private static SoftReference<Object> memory = new SoftReference<>(null);

	/**
	 * What sessions depend on. The model's hash tells networks apart, since a model that is loaded again has other objects; those of one model differ in
	 * whether they are quantized and in what the gate is told.
	 */
	private record Key(String sha256, boolean quantized, Descriptor descriptor) {
	}

	private KeptEngines() {
	}

	/**
	 * Opens an engine for a run, or lends one that is kept.
	 *
	 * @param network of the model
	 * @throws io.github.granulardq.engine.EngineException as {@link Engines#open}
	 */
	static synchronized Engine open(final EngineChoice choice, final Model model, final Network network) {
		if (choice == EngineChoice.TENSORFLOW) {
			return Engines.open(choice, network);
		}
		watchMemory();
		final Key key = new Key(model.sha256(), network.isQuantized(), network.descriptor());
		KeptEngine kept = KEPT.get(key);
		if (kept == null) {
			final Engine engine = Engines.open(choice, network);
			if (!engine.name().equals(IntegerEngine.NAME)) {
				return engine;
			}
			kept = new KeptEngine(engine, network);
			KEPT.put(key, kept);
			freeOldest();
			watchRest(LONGEST_REST);
		}
		return kept.lend();
	}

	private static void freeOldest() {
		final Iterator<KeptEngine> oldest = KEPT.values().iterator();
		while (KEPT.size() > MOST) {
			oldest.next().free();
			oldest.remove();
		}
	}

	/** Frees all that no run uses, when the object that is watched has been collected. */
	private static void watchMemory() {
		if (memory.get() == null) {
			final Object watched = new Object();
			memory = new SoftReference<>(watched);
			CLEANER.register(watched, KeptEngines::free);
		}
	}

	/** Looks from time to time, while there are any, for engines that no run has used for so long. */
	static synchronized void watchRest(final Duration longest) {
		if (timer != null) {
			timer.cancel();
		}
		timer = new Timer("granular-dq-kept-engines", true);
		final long period = Math.max(1, longest.toMillis() / 10);
		timer.schedule(new TimerTask() {

			@Override
			public void run() {
				freeUnused(longest);
			}
		}, period, period);
	}

	private static synchronized void freeUnused(final Duration longest) {
		KEPT.values().removeIf(kept -> {
			final boolean unused = kept.isUnused(longest);
			if (unused) {
				kept.free();
			}
			return unused;
		});
		stopIfEmpty();
	}

	private static void stopIfEmpty() {
		if (KEPT.isEmpty() && timer != null) {
			timer.cancel();
			timer = null;
		}
	}

	/** Returns how many there are. */
	static synchronized int count() {
		return KEPT.size();
	}

	/** Frees all engines that no run uses; those that are used follow when their runs end. */
	static synchronized void free() {
		KEPT.values().forEach(KeptEngine::free);
		KEPT.clear();
		stopIfEmpty();
	}

	/** Closes the sessions that no run uses. */
	static void closeIdle() {
		final List<KeptEngine> kept;
		synchronized (KeptEngines.class) {
			kept = List.copyOf(KEPT.values());
		}
		kept.forEach(KeptEngine::closeIdle);
	}
}
