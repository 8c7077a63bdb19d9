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
package io.github.granulardq.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageSource;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The height of blocks where whole rows are stored together. */
class StreamedFileTest {

	/** An image that is stored in pieces. */
	private record Stored(long width, long height, int[] block) implements ImageSource {

		@Override
		public RandomAccessibleInterval<? extends RealType<?>> pixels() {
			return Views.interval(new FunctionRandomAccessible<>(2, (position, value) -> value.set(7), UnsignedShortType::new), new FinalInterval(width,
				height));
		}

		@Override
		public ImageMetadata metadata() {
			return new ImageMetadata("", List.of(ImageMetadata.Axis.of(ImageMetadata.Kind.X), ImageMetadata.Axis.of(ImageMetadata.Kind.Y)), List.of(),
				false, List.of(), "");
		}

		@Override
		public String fingerprint() {
			return "";
		}

		@Override
		public void close() {
			// Nothing is open.
		}
	}

	@ParameterizedTest
	@CsvSource({ "100000,256,100000,240", "100000,16,100000,480", "20000,256,20000,960", "100000,512,512,960" })
	void rowsOfBlocksReadNoMoreThanIsKept(final long width, final int rows, final int columns, final int expected) {
		final ImageSource source = new Stored(width, 50_000, new int[] { columns, rows });
		assertEquals(expected, StreamedFile.wished(source, source.pixels(), 2, 960));
	}
}
