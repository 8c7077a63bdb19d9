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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;

class NetworkStreamTest {

	static Stream<Architecture> configs() {
		return Stream.concat(Stream.of(TestModels.config(2, 1), TestModels.config(4, 3), TestModels.publishedConfig(3, 3)), TestModels.others(2, 1).stream());
	}

	@ParameterizedTest
	@MethodSource("configs")
	void networksTravelWhole(final Architecture config) throws IOException {
		assertTravels(TestModels.network(config, 3));
		assertTravels(TestModels.floatNetwork(config, 4));
	}

	private static void assertTravels(final Network network) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		NetworkStream.write(network, new DataOutputStream(bytes));
		final DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
		assertEquals(new Network(network.name(), network.scale(), network.channels(), network.head(), network.body(), network.descriptor(), null, network
			.skip()), NetworkStream.read(in));
		assertEquals(-1, in.read());
	}
}
