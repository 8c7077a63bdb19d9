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

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * What a run did, for scripts and lab books. Immutable. The keys of the JSON are public API and never renamed.
 *
 * @param model id of the model
 * @param modelSha256 hash of the model package, hex
 * @param engine name of the engine, not {@code auto}
 * @param isa instruction set that the engine used
 * @param grid {@code seamless} or {@code paper}
 * @param scale LR pixels became this many in each direction
 * @param bits the choice: {@code dynamic} or a bit-width
 * @param fab feature average bit-width: the mean over patches of the activation bits; 0 if there are no patches
 * @param bitops bit operations: the sum over patches and layers of multiply-accumulates * weight bits * activation bits, halo
 *        included
 * @param bitopsFp32 the same for the unquantized network (32 x 32 bits)
 * @param patches number of patches, over all planes and channels
 * @param bitsHistogram number of patches that each bit-width got
 * @param seconds wall time of the run
 * @param workers threads that computed
 * @param input file name of the input, or its type and size if it has none
 * @param output the same of the output
 * @param clippedPixels output pixels that did not fit into the pixel type, over all planes and channels
 * @param normalization for each channel the intensities that became 0 and 255 of the model
 * @param blocks of an output that was written block by block; null, and then not in the JSON, for others
 * @param percentiles where the thresholds of entropy were, if that was not the model's choice; null, and then not in the JSON, if it was, or bits
 *        were not dynamic
 */
public record Report(String model, String modelSha256, String engine, String isa, String grid,
	int scale, String bits, double fab, double bitops, double bitopsFp32, long patches,
	SortedMap<Integer, Long> bitsHistogram, double seconds, int workers, String input, String output, long clippedPixels,
	List<Range> normalization, Blocks blocks, Percentiles percentiles)
{

	/**
	 * Intensities of one channel.
	 *
	 * @param low what became 0
	 * @param high what became 255; equal to low if the channel is constant
	 * @param source {@code exact} if all pixels were looked at, {@code sampled} if a sample of blocks was, {@code given} if the user said it
	 */
	public record Range(double low, double high, String source) implements Serializable {

		/** Returns a range that a user said. */
		public static Range given(final double low, final double high) {
			return new Range(low, high, Ranges.GIVEN);
		}
	}

	/**
	 * Blocks of the output. All numbers of the report are those of the whole output if {@code uncounted} is 0; the seconds are
	 * always those of the last run.
	 *
	 * @param total how many there are
	 * @param resumed how many of them earlier runs finished
	 * @param uncounted how many of those are not in the numbers of patches, bits, bit operations and clipped pixels, since their output
	 *        does not keep such numbers
	 */
	public record Blocks(long total, long resumed, long uncounted) {
	}

	/**
	 * Thresholds of entropy that are not the model's.
	 *
	 * @param file name of the percentile table; null for the model's own
	 * @param sha256 hash of that file, hex; null for the model's own
	 * @param lowPercent position of the first threshold in the table
	 * @param highPercent position of the second
	 * @param lowEntropy the first threshold, nats
	 * @param highEntropy the second
	 * @param warning a sentence if the table was made for another model or grid; null if not
	 */
	public record Percentiles(String file, String sha256, double lowPercent, double highPercent, double lowEntropy, double highEntropy, String warning) {
	}

	private static final Gson GSON = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
		.setPrettyPrinting().disableHtmlEscaping().create();

	public Report {
		bitsHistogram = Collections.unmodifiableSortedMap(new TreeMap<>(bitsHistogram));
		normalization = List.copyOf(normalization);
	}

	/** Returns a copy that names the files which were read and written. */
	public Report withFiles(final String inputFile, final String outputFile) {
		return new Report(model, modelSha256, engine, isa, grid, scale, bits, fab, bitops, bitopsFp32, patches, bitsHistogram,
			seconds, workers, inputFile, outputFile, clippedPixels, normalization, blocks, percentiles);
	}

	/**
	 * Returns the report as one JSON object, keys {@code model model_sha256 engine isa grid scale bits fab bitops bitops_fp32 patches
	 * bits_histogram seconds workers input output clipped_pixels normalization}, and {@code blocks} of outputs that are
	 * written by blocks, {@code percentiles} of runs with other thresholds than the model's.
	 */
	public String toJson() {
		return GSON.toJson(this);
	}
}
