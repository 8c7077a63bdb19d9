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
package io.github.granulardq.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes zips that no honest program writes: any names, twice too, any flags and attributes, lengths that are not true.
 *
 * <pre>
 * byte[] zip = new ZipBytes().add("a", bytes).change(e -&gt; e.flags = 1).toBytes();
 * </pre>
 */
public final class ZipBytes {

	/** An entry as its directory describes it. */
	public static final class Entry {

		private final byte[] name;
		private final byte[] packed;
		private final long crc;
		private final int start;
		/** Bit 0 says encrypted. */
		public int flags = 0x800;
		/** 8 is deflate. */
		public int method = Deflater.DEFLATED;
		/** The mode of a Unix file in the upper half. */
		public int attributes;
		/** Length that the directory states. */
		public int unpacked;
		/** Where the directory says that it lies. */
		public int offset;

		private Entry(final String name, final byte[] content, final int start) {
			this.name = name.getBytes(StandardCharsets.UTF_8);
			packed = deflate(content);
			final CRC32 sum = new CRC32();
			sum.update(content);
			crc = sum.getValue();
			unpacked = content.length;
			this.start = start;
			offset = start;
		}
	}

	/** Something to spoil in an entry. */
	public interface Change {

		/** Changes it. */
		void apply(Entry entry);
	}

	private final List<Entry> entries = new ArrayList<>();
	private int length;

	/** Adds a file. */
	public ZipBytes add(final String name, final byte[] content) {
		final Entry entry = new Entry(name, content, length);
		entries.add(entry);
		length += 30 + entry.name.length + entry.packed.length;
		return this;
	}

	/** Changes the entry that was added last. */
	public ZipBytes change(final Change change) {
		change.apply(entries.get(entries.size() - 1));
		return this;
	}

	/** Returns where the entry that was added first lies. */
	public int first() {
		return entries.get(0).start;
	}

	private static byte[] deflate(final byte[] content) {
		final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		deflater.setInput(content);
		deflater.finish();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final byte[] buffer = new byte[1 << 16];
		while (!deflater.finished()) {
			out.write(buffer, 0, deflater.deflate(buffer));
		}
		deflater.end();
		return out.toByteArray();
	}

	/** Returns the zip. */
	public byte[] toBytes() {
		final int names = entries.stream().mapToInt(e -> e.name.length).sum();
		final ByteBuffer out = ByteBuffer.allocate(length + names + 46 * entries.size() + 22).order(ByteOrder.LITTLE_ENDIAN);
		for (final Entry e : entries) {
			out.putInt(0x04034b50).putShort((short) 20).putShort((short) e.flags).putShort((short) e.method).putInt(0x210000).putInt((int) e.crc)
				.putInt(e.packed.length).putInt(e.unpacked).putShort((short) e.name.length).putShort((short) 0).put(e.name).put(e.packed);
		}
		final int directory = out.position();
		for (final Entry e : entries) {
			out.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20).putShort((short) e.flags).putShort((short) e.method).putInt(0x210000)
				.putInt((int) e.crc).putInt(e.packed.length).putInt(e.unpacked).putShort((short) e.name.length).putInt(0).putInt(0).putInt(e.attributes)
				.putInt(e.offset).put(e.name);
		}
		final int end = out.position();
		out.putInt(0x06054b50).putInt(0).putShort((short) entries.size()).putShort((short) entries.size()).putInt(end - directory).putInt(directory)
			.putShort((short) 0);
		return out.array();
	}
}
