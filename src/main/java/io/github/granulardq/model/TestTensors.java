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
package io.github.granulardq.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Tensor;

/**
 * A patch that a model package carries along with what its training code (PyTorch) computed for it: proof that an engine here
 * agrees. Immutable.
 *
 * @param input the patch [c,48,48] in the range 0..255
 * @param descriptor what the gate is told [3F]
 * @param logits of the gate [3]
 * @param enlarged by bits 4, 5, 6, 8, 32: the enlarged patch [c,48s,48s]
 */
public record TestTensors(Tensor input, Tensor descriptor, Tensor logits, Map<Integer, Tensor> enlarged) {

	/** Height and width of the patch. */
	public static final int SIZE = 48;

	/**
	 * Takes them from a package's file.
	 *
	 * @throws InputException if one is missing, misshaped or unknown
	 */
	static TestTensors of(final NamedTensors tensors, final Architecture config) {
		final int channels = config.channels();
		final Map<Integer, Tensor> enlarged = new TreeMap<>();
		for (final int bits : new int[] { 4, 5, 6, 8, 32 }) {
			enlarged.put(bits, tensors.floats("sr_" + bits, channels, SIZE * config.scale(), SIZE * config.scale()));
		}
		final Set<String> others = tensors.names();
		others.removeAll(Set.of("input", "descriptor", "logits", "sr_4", "sr_5", "sr_6", "sr_8", "sr_32"));
		if (!others.isEmpty()) {
			throw new InputException("Tensor '" + others.iterator().next() + "' of " + tensors.source() + " is not a test tensor of any model.");
		}
		return new TestTensors(tensors.floats("input", channels, SIZE, SIZE), tensors.floats("descriptor", 3 * config.features()),
			tensors.floats("logits", 3), enlarged);
	}
}
