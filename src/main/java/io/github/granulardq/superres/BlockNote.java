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

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run remembers of a block: how many pixels were clipped, and the bits of the patches that it owns. As bytes: the first as a
 * big-endian 64-bit integer, then a byte for each patch.
 */
final class BlockNote {

	private final BlockPatches patches;
	private final byte[] bits;
	private final AtomicLong clipped = new AtomicLong();

	BlockNote(final BlockPatches patches) {
		this.patches = patches;
		bits = new byte[patches.count()];
	}

	/**
	 * Reads what {@link #toBytes} wrote.
	 *
	 * @return null if it is not the note of a block with such patches
	 */
	static BlockNote of(final BlockPatches patches, final byte[] bytes) {
		final BlockNote note = new BlockNote(patches);
		final ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (bytes.length != Long.BYTES + note.owned()) {
			return null;
		}
		note.clipped.set(buffer.getLong());
		for (int i = 0; i < note.bits.length; i++) {
			if (patches.owns(i)) {
				note.bits[i] = buffer.get();
			}
		}
		return note;
	}

	/** Notes one patch; threads may do so at the same time for different ones. */
	void set(final int patch, final int patchBits, final long clippedPixels) {
		bits[patch] = (byte) patchBits;
		clipped.addAndGet(clippedPixels);
	}

	byte[] toBytes() {
		final ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + owned()).putLong(clipped.get());
		for (int i = 0; i < bits.length; i++) {
			if (patches.owns(i)) {
				buffer.put(bits[i]);
			}
		}
		return buffer.array();
	}

	/**
	 * Adds the block to the numbers of a run.
	 *
	 * @param map null if there is none
	 */
	void count(final Tally tally, final RunBits map) {
		tally.addClipped(clipped.get());
		for (int i = 0; i < bits.length; i++) {
			if (patches.owns(i)) {
				tally.add(patches.patch(i), bits[i]);
				if (map != null) {
					map.set(patches.plane(i), patches.patch(i).index(), bits[i]);
				}
			}
		}
	}

	private int owned() {
		int owned = 0;
		for (int i = 0; i < bits.length; i++) {
			owned += patches.owns(i) ? 1 : 0;
		}
		return owned;
	}
}
