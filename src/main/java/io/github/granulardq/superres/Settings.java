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

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitAllocation;
import io.github.granulardq.allocation.BitAllocations;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;
import io.github.granulardq.tiling.PatchGrid;

/** What a {@link SuperResolver} was built with; its builder says what each part means. */
record Settings(Model model, Bits bits, GridKind grid, boolean skipEmpty, List<Report.Range> ranges, int workers, long memory, long cache,
	OutputType output, Percentiles percentiles, ProgressListener progress, BooleanSupplier cancelled)
{

	/**
	 * Checks that the parts fit each other.
	 *
	 * @throws InputException if not
	 */
	Settings {
		if (grid == GridKind.SEAMLESS && 2 * model.halo() >= PatchGrid.PATCH) {
			throw new InputException("The model " + model.id() + " asks for a halo of " + model.halo() + " pixels, more than a patch of " +
				PatchGrid.PATCH + " has room for: choose the grid paper.");
		}
	}

	/** Whether empty patches are skipped if nobody says: where that changes little. */
	static boolean skipsEmpty(final Model model, final Bits bits, final GridKind grid) {
		return bits.fixed().isEmpty() && grid == GridKind.SEAMLESS && model.quantized().skip() == GlobalSkip.BICUBIC;
	}

	/**
	 * Returns a value.
	 *
	 * @param what it is, for the message
	 * @param unit that stands behind it there
	 * @throws InputException if it is below 1
	 */
	static long atLeastOne(final String what, final long value, final String unit) {
		if (value < 1) {
			throw new InputException("The " + what + value + unit + ": give 1 or more.");
		}
		return value;
	}

	/** Returns all that the pixels of results depend on besides the image. */
	String identity(final Engine engine) {
		final String thresholds = reportedPercentiles().map(p -> " thresholds=" + p.lowEntropy() + ":" + p.highEntropy()).orElse("");
		return String.format(Locale.ROOT, "model=%s (sha256 %s) scale=%d bits=%s engine=%s (%s) grid=%s output=%s skip_empty=%s range=%s", model.id(), model
			.sha256(), model.scale(), bits, engine.name(), engine.instructionSet(), grid, output, skipEmpty, ranges.isEmpty() ? "auto" : ranges.stream().map(
				r -> r.low() + ":" + r.high()).collect(Collectors.joining(","))) + thresholds;
	}

	/** Returns where the thresholds of entropy come from, if that is not the model and they count. */
	Optional<Report.Percentiles> reportedPercentiles() {
		return bits == Bits.DYNAMIC ? percentiles.describe(model, grid) : Optional.empty();
	}

	/**
	 * Returns the network that computes.
	 *
	 * @throws InputException if the model has none for the bits
	 */
	Network network() {
		return bits.network(model);
	}

	/**
	 * Returns what decides the bits of a patch.
	 *
	 * @throws InputException if the model has no controller that could, or the percentile table is of another model
	 */
	BitAllocation allocation() {
		return bits == Bits.DYNAMIC ? BitAllocations.dynamic(model, percentiles.thresholds(model)) : bits.allocation(model);
	}

	/** Returns how a plane of this size is cut. */
	PatchGrid cut(final long width, final long height) {
		return switch (grid) {
			case PAPER -> PatchGrid.paper(width, height);
			case SEAMLESS -> PatchGrid.seamless(width, height, PatchGrid.PATCH, model.halo());
		};
	}

	/**
	 * Returns how many threads work.
	 *
	 * @param patches how many patches there are
	 * @param largestPatch LR pixels of the largest
	 */
	int threads(final long patches, final long largestPatch) {
		final long fit = Math.max(1, memory / PatchMemory.bytes(network(), largestPatch));
		return (int) Math.min(Math.min(workers, patches), fit);
	}

	/**
	 * Returns how many threads work on an image that is written by blocks.
	 *
	 * @param blockBytes the largest block
	 */
	int threads(final long patches, final long largestPatch, final long blockBytes) {
		final long patchBytes = PatchMemory.bytes(network(), largestPatch);
		int threads = (int) Math.min(workers, patches);
		// A block in flight is there as pixels and encoded.
		while (threads > 1 && threads * patchBytes + BlockFlow.window(threads) * 2L * blockBytes > memory) {
			threads--;
		}
		return threads;
	}
}
