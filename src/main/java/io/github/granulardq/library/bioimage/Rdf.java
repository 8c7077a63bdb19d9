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
package io.github.granulardq.library.bioimage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.network.Network;

/**
 * The description {@code rdf.yaml} of an exported model, as version 0.5 of bioimage.io's specification of models wants it.
 *
 * @param model what is exported
 * @param entry title, description and licence
 * @param author of the model
 * @param bits of activations within the graph
 * @param hashes SHA-256 of the other files by name
 */
record Rdf(Model model, ModelCatalog.Entry entry, String author, int bits, Map<String, String> hashes) {

	static final String FORMAT_VERSION = "0.5.12";

	static final String DOCUMENTATION = "documentation.md";
	static final String COVER = "cover.png";
	static final String WEIGHTS = "saved_model.zip";
	static final String TEST_INPUT = "test_input.npy";
	static final String TEST_OUTPUT = "test_output.npy";
	static final String SAMPLE_INPUT = "sample_input.png";
	static final String SAMPLE_OUTPUT = "sample_output.png";

	/** That of our own engine, in which tests run these graphs. */
	private static final String TENSORFLOW_VERSION = "2.16.2";

	private static final int MAX_NAME = 64;

	/** Beyond the halo: the least size that tiles have a core at. */
	private static final int LEAST_CORE = 8;

	/** Rounding ties fall on one side or the other, depending on the order of sums. */
	private static final Map<String, Object> TOLERANCE = map("relative_tolerance", 0.001, "absolute_tolerance", 0.05, "mismatched_elements_per_million", 5000,
		"weights_formats", List.of("tensorflow_saved_model_bundle"));

	/** Returns the least height and width of an input. */
	static int leastSize(final Model model) {
		return 2 * model.halo() + LEAST_CORE;
	}

	/** Returns the file. */
	String toYaml() {
		final Map<String, Object> root = map("format_version", FORMAT_VERSION, "type", "model", "name", name(), "description", description());
		root.putAll(map("authors", List.of(map("name", author)), "cite", citations(), "license", entry.license(), "documentation", file(DOCUMENTATION),
			"covers", List.of(file(COVER)), "tags", List.of("super-resolution", "microscopy", "2d", "quantization", "granular-dq", "x" + model.scale())));
		root.putAll(map("attachments", attachments(), "inputs", List.of(input()), "outputs", List.of(output())));
		final Map<String, Object> weights = file(WEIGHTS);
		weights.put("tensorflow_version", TENSORFLOW_VERSION);
		root.put("weights", map("tensorflow_saved_model_bundle", weights));
		root.put("config", map("bioimageio", map("reproducibility_tolerance", List.of(TOLERANCE)), "granular_dq", map("model", model.id(), "model_sha256",
			model.sha256(), "bits", bits, "scale", model.scale())));
		return Yaml.of(root);
	}

	private static Map<String, Object> map(final Object... keysAndValues) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			map.put((String) keysAndValues[i], keysAndValues[i + 1]);
		}
		return map;
	}

	/** Letters, digits and few others are allowed, 5 to 64 of them. */
	private String name() {
		final String end = " (x" + model.scale() + " " + bits + " bits)";
		final String start = "Granular-DQ " + entry.title().replaceAll("[^A-Za-z0-9_+ ()-]", " ").replaceAll(" +", " ").strip();
		return start.substring(0, Math.min(start.length(), MAX_NAME - end.length())).strip() + end;
	}

	private String description() {
		return entry.description() + " Enlarges x" + model.scale() + ". " + (bits == Network.FLOAT_BITS ? "The network without quantization." :
			"Activations are rounded to " + bits + " bits inside the graph; choosing bits patch by patch needs the program Granular-DQ, whose own package is attached.");
	}

	/**
	 * Returns the documentation: the card, and what is different outside of this program.
	 *
	 * @param card Markdown
	 */
	String documentation(final String card) {
		final Model.Normalization percent = model.normalization();
		return card.strip() + "\n\n## Use outside of Granular-DQ\n\nThe graph takes intensities of which the percentiles " + percent.lowPercent() + " and " + percent.highPercent() +
			" are 0 and 255, and gives such\nintensities. `scale_range` and `scale_linear` of `rdf.yaml` bring an input there, channel by channel. Three things differ from Granular-DQ itself:\n\n" +
			"- The output stays in that range: bioimage.io has no step that brings back the intensities of the input, as Granular-DQ does.\n" +
			"- Percentiles are those of the tensor that a program hands over; Granular-DQ takes them of the whole channel, over all slices and frames. Tile by tile, brightness\n" +
			"  differs between tiles.\n" +
			"- " + (bits == Network.FLOAT_BITS ? "This is the network without quantization." : "Activations are rounded to " + bits + " bits for all patches alike. Dynamic bits need " +
			"Granular-DQ; here they would save no time, since TensorFlow computes in 32-bit floats.") + "\n\n## Validation\n\nMake images smaller by bicubic " +
			"interpolation, enlarge them, and compare with the originals: PSNR, SSIM, and by eye. The tables above, if there are any, were made so;\n" +
			"`granular-dq evaluate` does it. The test tensors of this package were computed without TensorFlow; a few values differ where sums fall on the other side of a rounding tie.\n";
	}

	private static List<Object> citations() {
		return List.of(map("text", "Wang et al., Thinking in Granularity: Dynamic Quantization for Image Super-Resolution by Intriguing Multi-Granularity Clues, AAAI 2025",
			"url", "https://arxiv.org/abs/2409.14330"));
	}

	/** Our own package: all files of it that are nothing else here. */
	private List<Object> attachments() {
		final List<Object> files = new ArrayList<>();
		for (final String name : hashes.keySet()) {
			if (!List.of(DOCUMENTATION, COVER, WEIGHTS, TEST_INPUT, TEST_OUTPUT, SAMPLE_INPUT, SAMPLE_OUTPUT).contains(name)) {
				files.add(file(name));
			}
		}
		return files;
	}

	private Map<String, Object> file(final String name) {
		return map("source", name, "sha256", hashes.get(name));
	}

	private Map<String, Object> channelAxis() {
		return map("type", "channel", "id", "channel", "channel_names", model.channels() == 1 ? List.of("intensity") : List.of("red", "green", "blue"));
	}

	private Map<String, Object> input() {
		final List<Object> axes = new ArrayList<>(List.of(map("type", "batch"), channelAxis()));
		for (final String id : List.of("y", "x")) {
			axes.add(map("type", "space", "id", id, "size", map("min", leastSize(model), "step", 1)));
		}
		final Map<String, Object> percentiles = map("axes", List.of("y", "x"), "min_percentile", model.normalization().lowPercent(), "max_percentile",
			model.normalization().highPercent(), "eps", TestPatch.EPSILON);
		final List<Object> preprocessing = List.of(map("id", "ensure_dtype", "kwargs", map("dtype", "float32")), map("id", "scale_range", "kwargs", percentiles),
			map("id", "scale_linear", "kwargs", map("gain", 255.0, "offset", 0.0)));
		return map("id", NetworkSavedModel.INPUT, "description", "Image of any intensities", "axes", axes, "data", map("type", "float32"), "test_tensor", file(TEST_INPUT),
			"sample_tensor", file(SAMPLE_INPUT), "preprocessing", preprocessing);
	}

	private Map<String, Object> output() {
		final List<Object> axes = new ArrayList<>(List.of(map("type", "batch"), channelAxis()));
		for (final String id : List.of("y", "x")) {
			// A pixel of the output is 1/s pixel of the input wide.
			final Map<String, Object> axis = map("type", "space", "id", id, "scale", 1.0 / model.scale(), "size", map("tensor_id", NetworkSavedModel.INPUT, "axis_id", id));
			if (model.halo() > 0) {
				axis.put("halo", model.halo() * model.scale());
			}
			axes.add(axis);
		}
		return map("id", NetworkSavedModel.OUTPUT, "description", "Enlarged image; 0 and 255 are the percentiles of the input", "axes", axes, "data", map("type", "float32"),
			"test_tensor", file(TEST_OUTPUT), "sample_tensor", file(SAMPLE_OUTPUT));
	}
}
