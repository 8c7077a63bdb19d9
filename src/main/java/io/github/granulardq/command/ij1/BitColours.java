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
package io.github.granulardq.command.ij1;

import java.awt.Color;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import ij.process.LUT;

/** Colours of bit-widths, which people who see fewer colours can tell apart too (after Okabe and Ito). Stateless. */
final class BitColours {

	private static final NavigableMap<Integer, Color> COLOURS = new TreeMap<>(Map.of(0, new Color(0x808080), 4, new Color(0x56b4e9), 5, new Color(0x009e73), 6,
		new Color(0xf0e442), 8, new Color(0xd55e00), 32, new Color(0xcc79a7)));

	private static final int VALUES = 256;

	private BitColours() {
	}

	/** Returns the colour of 0, 4, 5, 6, 8 or 32 bits; of others that of the next lower. */
	static Color of(final int bits) {
		return COLOURS.floorEntry(bits).getValue();
	}

	/** Returns the colour with an opacity. */
	static Color of(final int bits, final int alpha) {
		final Color colour = of(bits);
		return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
	}

	/** Returns the look-up table that shows bits in their colours, for pixels of 8 bits displayed from 0 to 255. */
	static LUT lut() {
		final byte[][] channels = new byte[3][VALUES];
		for (int bits = 0; bits < VALUES; bits++) {
			final Color colour = of(bits);
			channels[0][bits] = (byte) colour.getRed();
			channels[1][bits] = (byte) colour.getGreen();
			channels[2][bits] = (byte) colour.getBlue();
		}
		return new LUT(channels[0], channels[1], channels[2]);
	}
}
