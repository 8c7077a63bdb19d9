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

import io.github.granulardq.InputException;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.superres.StreamedResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Where the blocks of a file that is enlarged block by block are computed. */
@FunctionalInterface
public interface BlockExecution {

	/** By threads of this process. */
	BlockExecution HERE = new BlockExecution() {

		@Override
		public <T extends RealType<T>> StreamedResolution run(final SuperResolver resolver, final RandomAccessibleInterval<T> image,
			final int channelAxis, final BlockSink sink, final String identity)
		{
			return resolver.run(image, channelAxis, sink);
		}
	};

	/**
	 * Computes and puts all blocks that are not finished.
	 *
	 * @param resolver with the user's options
	 * @param image the input
	 * @param channelAxis index of its channel axis, or -1
	 * @param sink stays the caller's, who finishes it
	 * @param identity of the run: the same text wherever {@link SuperResolveFile#identity} is asked, or pixels would differ
	 * @throws InputException if that fails; what was put stays
	 */
	<T extends RealType<T>> StreamedResolution run(SuperResolver resolver, RandomAccessibleInterval<T> image, int channelAxis, BlockSink sink,
		String identity);
}
