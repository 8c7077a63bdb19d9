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
package io.github.granulardq.evaluation;

import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.Percentiles;

/**
 * What is measured, and how.
 *
 * @param model that enlarges; null if bicubic alone is measured
 * @param scale 2 or more; that of the model
 * @param bits choices to measure, in the order of the tables; empty if bicubic alone is measured
 * @param grid how images are cut into patches
 * @param engine what computes
 * @param compared another engine that computes the same, for comparison; null for none
 * @param workers threads that compute, at least 1
 * @param protocol how images are prepared and compared
 * @param rounded whether low-resolution images are rounded to whole intensities, which protocol photo always does
 * @param kernel how low-resolution images are made
 * @param oracles means of bits, 4 to 8, for each of which the best allocation is measured that knew the errors of all patches
 * @param thresholds of entropy, where bits are dynamic
 */
public record EvaluationOptions(Model model, int scale, List<Bits> bits, GridKind grid, EngineChoice engine, EngineChoice compared,
	int workers, Protocol protocol, boolean rounded, Degradation kernel, List<Double> oracles,
	Percentiles thresholds)
{

	private static final Model.Normalization PERCENTILES = new Model.Normalization(0.1, 99.9);
	private static final int RGB = 3;

	/**
	 * Checks that the parts fit each other.
	 *
	 * @throws InputException if not
	 */
	public EvaluationOptions {
		bits = bits.stream().distinct().toList();
		oracles = oracles.stream().distinct().toList();
		if (model == null && !(bits.isEmpty() && oracles.isEmpty())) {
			throw new InputException("No model is named, which only the bicubic enlargement does without: name one, or choose bits bicubic.");
		}
		if (model != null && model.channels() != 1 && protocol == Protocol.MICROSCOPY) {
			throw new InputException("The model " + model.id() + " enlarges RGB images, and the protocol microscopy measures one grey plane: " +
				"choose the protocol photo, or a one-channel model.");
		}
		if (model == null ? scale < 2 : scale != model.scale()) {
			throw new InputException("The scale is " + scale + ": give " + (model == null ? "2 or more." : "that of the model, " +
				model.scale() + "."));
		}
	}

	/** By bicubic interpolation, without oracles, with the thresholds of the model. */
	public EvaluationOptions(final Model model, final int scale, final List<Bits> bits, final GridKind grid, final EngineChoice engine,
		final EngineChoice compared, final int workers, final Protocol protocol, final boolean rounded)
	{
		this(model, scale, bits, grid, engine, compared, workers, protocol, rounded, Degradation.BICUBIC, List.of(), Percentiles.OF_MODEL);
	}

	/** Channels that the model takes; without one, RGB. */
	int channels() {
		return model == null ? RGB : model.channels();
	}

	/** Percentiles that become 0 and 255. */
	Model.Normalization percentiles() {
		return model == null ? PERCENTILES : model.normalization();
	}
}
