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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.TestImages;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** Workers whose engine fails. */
@Timeout(60)
class WorkerFaultsTest {

	private final FakeEngine engine = new FakeEngine(12);

	/** Fails at one step. */
	private final class BrokenEngine implements Engine {

		private final String step;

		private final Throwable failure;

		BrokenEngine(final String step, final Throwable failure) {
			this.step = step;
			this.failure = failure;
		}

		private void reach(final String now) {
			if (now.equals(step)) {
				if (failure instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) failure;
			}
		}

		@Override
		public String name() {
			return "broken";
		}

		@Override
		public String instructionSet() {
			return "none";
		}

		@Override
		public EngineSession open(final Network network) {
			reach("open");
			final EngineSession session = engine.open(network);
			return new EngineSession() {

				@Override
				public float[] head(final float[] patch, final int height, final int width) {
					reach("head");
					return session.head(patch, height, width);
				}

				@Override
				public float[] body(final int bits) {
					reach("body");
					return session.body(bits);
				}

				@Override
				public void close() {
					session.close();
				}
			};
		}

		@Override
		public void close() {}
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "head", "body" })
	void failuresOfEveryKindAndStepReachTheCaller(final String step) {
		final Img<UnsignedShortType> image = TestImages.waves(new UnsignedShortType(), 4000, 200, 150, 2);
		for (final Throwable failure : List.of(new EngineException("Broken."), new IllegalStateException(), new OutOfMemoryError(), new LinkageError())) {
			try (SuperResolver resolver = SuperResolver.builder().setModel(FakeModel.of(1, 2, 12)).optEngine(new BrokenEngine(step, failure)).optWorkers(3)
				.build())
			{
				assertSame(failure, assertThrows(Throwable.class, () -> resolver.run(image, -1)));
			}
			assertEquals(0, engine.openSessions());
		}
	}
}
