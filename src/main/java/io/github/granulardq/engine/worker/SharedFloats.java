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
package io.github.granulardq.engine.worker;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Floats that two processes see: a file that both map into their memory, where the system has one in its memory ({@code /dev/shm} of Linux), else
 * in the folder for temporary files. Who writes and who reads when is for the processes to agree on.
 */
final class SharedFloats {

	private static final Path MEMORY = Path.of("/dev/shm");

	private static final String PREFIX = "granular-dq-";

	private static final String ENDING = ".floats";

	private final Path file;

	private final FloatBuffer floats;

	private SharedFloats(final Path file, final FloatBuffer floats) {
		this.file = file;
		this.floats = floats;
	}

	/**
	 * Makes some.
	 *
	 * @param length how many
	 * @throws IOException if there is no place for so many
	 */
	static SharedFloats create(final int length) throws IOException {
		if (Files.isWritable(MEMORY)) {
			try {
				return create(Files.createTempFile(MEMORY, PREFIX, ENDING), length);
			}
			catch (final IOException e) {
				// In containers it is often small.
			}
		}
		return create(Files.createTempFile(PREFIX, ENDING), length);
	}

	private static SharedFloats create(final Path file, final int length) throws IOException {
		try {
			// Written, not only made long: a full file system would end the process that touches what it has no place for.
			Files.write(file, new byte[Math.multiplyExact(length, Float.BYTES)]);
			return map(file, length);
		}
		catch (final IOException e) {
			Files.deleteIfExists(file);
			throw e;
		}
	}

	/** Maps those of another process. */
	static SharedFloats map(final Path file, final int length) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			return new SharedFloats(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) length * Float.BYTES).order(ByteOrder.nativeOrder())
				.asFloatBuffer());
		}
	}

	Path file() {
		return file;
	}

	int length() {
		return floats.capacity();
	}

	/** Overwrites the first ones. */
	void write(final float[] values) {
		floats.duplicate().put(values);
	}

	/** Returns the first ones. */
	float[] read(final int length) {
		final float[] values = new float[length];
		floats.duplicate().get(values);
		return values;
	}

	/** Takes away the name of the file, so that nothing is left once both processes have ended; call it when both have mapped it. */
	void unlink() {
		try {
			Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// Windows keeps files that are mapped.
			file.toFile().deleteOnExit();
		}
	}
}
