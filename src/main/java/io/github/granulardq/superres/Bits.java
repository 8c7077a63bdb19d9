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

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitAllocation;
import io.github.granulardq.allocation.BitAllocations;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;

/**
 * The bit-width of activations in the network's body: decided patch by patch, or the same for all patches. Beside {@link #values()} there are rivals
 * of {@link #DYNAMIC}, for comparison: {@link #PAPER}, {@link #EDGE} and {@link #RANDOM}, the last two also with a mean of bits, {@code edge:4.4}.
 * Immutable; {@link #values()} and the rivals without a mean are the same objects everywhere.
 */
public final class Bits implements Serializable {

	private static final long serialVersionUID = 1;

	private static final String EDGE_KEY = "edge";
	private static final String RANDOM_KEY = "random";

	/** Each patch gets 4, 5, 6 or 8 bits by the model's controller (GBC) and the entropy of the patch (E2B). */
	public static final Bits DYNAMIC = new Bits("dynamic", 0);
	/** 4 bits for every patch. */
	public static final Bits FOUR = new Bits("4", 4);
	/** 5 bits for every patch. */
	public static final Bits FIVE = new Bits("5", 5);
	/** 6 bits for every patch. */
	public static final Bits SIX = new Bits("6", 6);
	/** 8 bits for every patch. */
	public static final Bits EIGHT = new Bits("8", 8);
	/** No quantization: the network that was trained in float32. */
	public static final Bits FLOAT = new Bits("32", Network.FLOAT_BITS);
	/** As {@link #DYNAMIC}, by the controller as published, where the model has it too. */
	public static final Bits PAPER = new Bits("paper", 0);
	/** Bits by the edges of each patch, see {@link BitAllocations#edge(Model)}. */
	public static final Bits EDGE = new Bits(EDGE_KEY, 0);
	/** Bits drawn for each patch, see {@link BitAllocations#random(Model)}. */
	public static final Bits RANDOM = new Bits(RANDOM_KEY, 0);

	private final String key;
	private final int bits;
	private final double fab;

	private Bits(final String key, final int bits) {
		this(key, bits, Double.NaN);
	}

	private Bits(final String key, final int bits, final double fab) {
		this.key = key;
		this.bits = bits;
		this.fab = fab;
	}

	/** Returns what users choose among: dynamic and each bit-width, without the rivals. */
	public static Bits[] values() {
		return new Bits[] { DYNAMIC, FOUR, FIVE, SIX, EIGHT, FLOAT };
	}

	/** Returns the rivals, without those that name a mean of bits. */
	public static Bits[] rivals() {
		return new Bits[] { PAPER, EDGE, RANDOM };
	}

	/**
	 * Returns bits by edges with a mean over the model's training patches.
	 *
	 * @throws InputException if the mean is not 4 to 8
	 */
	public static Bits edge(final double fab) {
		return new Bits(EDGE_KEY, 0, requireFab(fab));
	}

	/**
	 * Returns random bits with an expected mean.
	 *
	 * @throws InputException if the mean is not 4 to 8
	 */
	public static Bits random(final double fab) {
		return new Bits(RANDOM_KEY, 0, requireFab(fab));
	}

	/**
	 * Reads {@code dynamic}, {@code 4}, {@code 5}, {@code 6}, {@code 8} or {@code 32}, or a rival: {@code paper}, {@code edge}, {@code random},
	 * {@code edge:FAB} or {@code random:FAB}.
	 *
	 * @throws InputException if it is none of them, listing them
	 */
	public static Bits parse(final String text) {
		final String wanted = text == null ? "" : text.strip();
		final String lower = wanted.toLowerCase(Locale.ROOT);
		if (lower.startsWith(EDGE_KEY + ":")) {
			return edge(parseFab(lower.substring(EDGE_KEY.length() + 1)));
		}
		if (lower.startsWith(RANDOM_KEY + ":")) {
			return random(parseFab(lower.substring(RANDOM_KEY.length() + 1)));
		}
		return Stream.concat(Arrays.stream(values()), Arrays.stream(rivals())).filter(choice -> choice.key.equals(lower)).findFirst()
			.orElseThrow(() -> new InputException("There is no bits choice \"" + wanted + "\": choose one of " + Arrays.stream(values()).map(
				Bits::toString).collect(Collectors.joining(", ")) + ", or for comparison paper, edge or random (with a mean of bits: edge:4.4, random:4.4)."));
	}

	/**
	 * Reads a mean of bits.
	 *
	 * @throws InputException if it is none from 4 to 8
	 */
	public static double parseFab(final String text) {
		try {
			return requireFab(Double.parseDouble(text.strip()));
		}
		catch (final NumberFormatException e) {
			throw new InputException("\"" + text.strip() + "\" is no mean of bits: give a number from 4 to 8.", e);
		}
	}

	private static double requireFab(final double fab) {
		if (!(fab >= BitAllocations.MIN_FAB && fab <= BitAllocations.MAX_FAB)) {
			throw new InputException("The mean of bits is " + fab + ": give a number from 4 to 8.");
		}
		return fab;
	}

	/** Returns the bit-width that all patches get; empty if it is decided patch by patch. */
	public OptionalInt fixed() {
		return bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
	}

	/** Returns the mean of bits that was asked for. */
	public OptionalDouble fab() {
		return Double.isNaN(fab) ? OptionalDouble.empty() : OptionalDouble.of(fab);
	}

	/**
	 * Returns what decides the bits of a patch.
	 *
	 * @throws InputException if the model has not what that takes
	 */
	BitAllocation allocation(final Model model) {
		return switch (key) {
			case EDGE_KEY -> Double.isNaN(fab) ? BitAllocations.edge(model) : BitAllocations.edge(model, fab);
			case RANDOM_KEY -> Double.isNaN(fab) ? BitAllocations.random(model) : BitAllocations.random(fab);
			default -> bits != 0 ? BitAllocations.fixed(bits) : this == PAPER ? BitAllocations.paper(model) : BitAllocations.dynamic(model);
		};
	}

	/**
	 * Returns the network that computes.
	 *
	 * @throws InputException if the model has none for this choice
	 */
	Network network(final Model model) {
		return this == FLOAT ? model.fp32() : this == PAPER ? model.paper() : model.quantized();
	}

	/** Serialization makes no second object of a constant. */
	private Object readResolve() {
		return Double.isNaN(fab) ? parse(key) : this;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Bits b && key.equals(b.key) && Double.compare(fab, b.fab) == 0;
	}

	@Override
	public int hashCode() {
		return Objects.hash(key, fab);
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		if (Double.isNaN(fab)) {
			return key;
		}
		return key + ":" + format(fab);
	}

	/** Returns a mean of bits as users write it: 4 or 4.4. */
	public static String format(final double fab) {
		return fab == Math.rint(fab) ? Integer.toString((int) fab) : Double.toString(fab);
	}
}
