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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.model.Model;

/**
 * What an engine can do with a model on this machine:
 *
 * <pre>
 * for (EngineFinding finding : EngineFinding.of(model)) {
 * 	if (finding.refusal().isEmpty()) { ... finding.arithmetic().get(Bits.EIGHT) ... }
 * }
 * </pre>
 *
 * @param choice that was asked for
 * @param name of the engine that it opens; empty if it is refused
 * @param instructionSet that this engine computes with; empty if it is refused
 * @param arithmetic in words, for each fixed bit-width; empty if it is refused
 * @param refusal the sentence that says why the choice cannot be used; empty if it can
 */
public record EngineFinding(EngineChoice choice, String name, String instructionSet, Map<Bits, String> arithmetic, Optional<String> refusal) {

	/** Opens all engines, one after another, and asks them. */
	public static List<EngineFinding> of(final Model model) {
		final List<EngineFinding> findings = new ArrayList<>();
		for (final EngineChoice choice : EngineChoice.values()) {
			try (Engine engine = Engines.open(choice, model.quantized())) {
				findings.add(of(choice, engine, model));
			}
			catch (final EngineException e) {
				findings.add(new EngineFinding(choice, "", "", Map.of(), Optional.of(e.getMessage())));
			}
		}
		return findings;
	}

	private static EngineFinding of(final EngineChoice choice, final Engine engine, final Model model) {
		final Map<Bits, String> arithmetic = new LinkedHashMap<>();
		for (final Bits bits : Bits.values()) {
			bits.fixed().ifPresent(fixed -> arithmetic.put(bits, engine.arithmetic(bits == Bits.FLOAT ? model.fp32() : model.quantized(), fixed)));
		}
		return new EngineFinding(choice, engine.name(), engine.instructionSet(), arithmetic, Optional.empty());
	}
}
