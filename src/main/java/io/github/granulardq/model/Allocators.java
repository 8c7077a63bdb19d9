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

import java.util.Optional;
import java.util.OptionalDouble;

import io.github.granulardq.network.Network;

/**
 * What a model knows of the allocation of bits beside its controller and its entropies; all of it may be missing. Immutable.
 *
 * @param direction of E2B
 * @param fab mean bits that the controller was calibrated for
 * @param edges edge scores, for the allocator {@code edge}
 * @param paperGate the gate of the controller as published, on {@link io.github.granulardq.network.Descriptor#MEAN}, for the allocator {@code paper}
 */
public record Allocators(Direction direction, OptionalDouble fab, Optional<EdgeTable> edges, Optional<Network.Linear> paperGate) {

	/** Nothing but what every model has. */
	public static final Allocators NONE = new Allocators(Direction.RISING, OptionalDouble.empty(), Optional.empty(), Optional.empty());

	/** Which patches E2B gives more bits. */
	public enum Direction {
		/** Those of high entropy, as published. */
		RISING,
		/** Those of low entropy, in which the noise of quantization shows. */
		FALLING
	}
}
