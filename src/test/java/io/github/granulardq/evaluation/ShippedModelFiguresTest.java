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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables of the shipped model rest on: this program measures what the Python tool that trained it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedModelFiguresTest {

	private Evaluator evaluator;

	@BeforeAll
	void open() {
		evaluator = new Evaluator(new EvaluationOptions(ModelCatalog.find("srresnet-light-x2-microscopy"), 2, List.of(Bits.DYNAMIC, Bits.FLOAT),
			GridKind.SEAMLESS, EngineChoice.AUTO, null, 2, Protocol.MICROSCOPY, false), (done, total) -> {}, () -> false);
	}

	@AfterAll
	void close() {
		evaluator.close();
	}

	/** training/granular_dq/evaluate.py printed the numbers; it computes fp32 on whole planes, with zeros around them. */
	@ParameterizedTest
	@CsvSource({ "nuclei.png,46.62773,46.62853,0.980473,4", "phase-contrast.tif,42.25815,42.23313,0.982845,5.5556",
		"histology.png,49.98343,49.93369,0.995798,4", "golgi-stack.tif,40.60627,40.36125,0.984566,4" })
	void figuresAreThoseOfThePythonTool(final String file, final double fp32, final double psnr, final double ssim, final double fab) {
		final MeasuredImage found = evaluator.run(Path.of("examples", file), "").images().get(0);
		assertEquals(fp32, found.figures().get("32").psnr(), 0.02);
		assertEquals(psnr, found.figures().get("dynamic").psnr(), 0.005);
		assertEquals(ssim, found.figures().get("dynamic").ssim(), 0.0002);
		assertEquals(fab, found.figures().get("dynamic").fab(), 1e-3);
	}
}
