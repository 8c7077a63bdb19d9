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
package io.github.granulardq.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.granulardq.InputException;

/**
 * What to measure.
 *
 * @param parts which tables
 * @param model id or path of the model whose patches come first, and which enlarges the image
 * @param networks more networks, by the names that {@link BenchmarkNetwork#find} takes; {@link #NONE} is left out
 * @param contenders in the order of their turns
 * @param seconds how long patches of a network are computed
 * @param rounds exactly so many rounds of patches instead; 0 if the seconds count
 * @param workers numbers of workers that enlarge the image
 * @param image a grey image to enlarge; null for a synthetic one
 * @param size side of the synthetic image
 * @param repeats how often the image is enlarged
 * @param limits instruction sets that patches are computed with, each in a process of its own; none for this process's
 * @param cancelled asked now and then
 */
public record BenchmarkPlan(Set<Part> parts, String model, List<String> networks, List<Contender> contenders, double seconds, int rounds,
	List<Integer> workers, Path image, int size, int repeats, List<InstructionLimit> limits, BooleanSupplier cancelled)
{

	/** A table. */
	public enum Part {
		/** Patches, by each contender in turn. */
		PATCHES,
		/** A whole image. */
		IMAGE,
		/** A process from its start. */
		START;

		/**
		 * Reads {@code patches}, {@code image} or {@code start}.
		 *
		 * @throws InputException if it is none of them
		 */
		public static Part parse(final String text) {
			try {
				return valueOf(text.strip().toUpperCase(Locale.ROOT));
			}
			catch (final IllegalArgumentException e) {
				throw new InputException("There is nothing to measure called \"" + text + "\": give one of patches, image, start.", e);
			}
		}
	}

	/** Stands for no network where a list of them is written. */
	public static final String NONE = "none";

	private static final int LARGEST_SIZE = 20_000;

	/**
	 * @throws InputException if a number is out of range
	 */
	public BenchmarkPlan {
		parts = Set.copyOf(parts);
		networks = networks.stream().filter(name -> !name.equals(NONE)).toList();
		contenders = List.copyOf(contenders);
		workers = List.copyOf(workers);
		limits = List.copyOf(limits);
		require(seconds >= 0 && seconds <= 1e6, "seconds", "0 or more");
		require(rounds >= 0, "rounds", "0 or more");
		require(repeats >= 1, "repeats", "1 or more");
		require(size >= 1 && size <= LARGEST_SIZE, "size", "1 to " + LARGEST_SIZE);
		require(workers.stream().allMatch(n -> n >= 1), "workers", "1 or more");
	}

	private static void require(final boolean ok, final String what, final String allowed) {
		if (!ok) {
			throw new InputException("The number of " + what + " of a benchmark can only be " + allowed + ".");
		}
	}
}
