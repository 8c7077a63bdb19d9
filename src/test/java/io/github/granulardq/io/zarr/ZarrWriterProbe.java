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

import java.nio.file.Path;

import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Writes an image in a process of its own, and tells of each step. */
final class ZarrWriterProbe {

	private ZarrWriterProbe() {
	}

	/** Returns what is written. */
	static Img<? extends RealType<?>> image() {
		return ZarrOutputs.noise("u2", 600, 300);
	}

	/** Opens the output as this run does. */
	static ZarrSink open(final Path output) {
		return ZarrSink.create(output, ZarrOutputs.metadata(Kind.X, Kind.Y), image().dimensionsAsLongArray(), image().firstElement(), new int[] { 64, 64 },
			"probe", false, ZarrVersion.V05);
	}

	/**
	 * @param arguments the output; a second one to wait forever before it is finished
	 */
	public static void main(final String[] arguments) throws InterruptedException {
		final Img<? extends RealType<?>> image = image();
		try (ZarrSink sink = open(Path.of(arguments[0]))) {
			System.out.println("open");
			for (long block = 0; block < sink.grid().count(); block++) {
				if (!sink.isFinished(block)) {
					sink.put(block, sink.encode(block, Views.interval(image, sink.grid().interval(block))));
				}
				System.out.println(block);
				if (block % 8 == 7) {
					Thread.sleep(5); // so that it can be killed meanwhile
				}
			}
			if (arguments.length > 1) {
				Thread.sleep(Long.MAX_VALUE);
			}
			System.out.println("finish");
			sink.finish();
			System.out.println("done");
		}
	}
}
