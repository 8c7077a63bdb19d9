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
package io.github.granulardq.benchmark;

import java.util.Arrays;
import java.util.stream.Collectors;

import com.google.gson.annotations.SerializedName;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Network;

/** What is compared: an engine and what it computes with. */
public enum Contender {

	/** Our integers. */
	@SerializedName("integer")
	INTEGER("integer", "integer", 8),
	/** The same at 4 bits, which are stored in bytes too. */
	@SerializedName("integer-4")
	INTEGER_4("integer-4", "integer", 4),
	/** oneDNN as our engine uses it, without quantization: layers are merged and folded here too. */
	@SerializedName("onednn")
	ONEDNN("onednn", "oneDNN fp32", Network.FLOAT_BITS),
	/** TensorFlow through DJL, without quantization. */
	@SerializedName("tensorflow")
	TENSORFLOW("tensorflow", "TensorFlow fp32", Network.FLOAT_BITS),
	/** The same with quantization simulated in fp32. */
	@SerializedName("tensorflow-8")
	TENSORFLOW_8("tensorflow-8", "TensorFlow fake quantization", 8),
	/** A peer, without quantization. */
	@SerializedName("onnxruntime")
	ONNX_RUNTIME("onnxruntime", "ONNX Runtime fp32", Network.FLOAT_BITS);

	private final String key;
	private final String label;
	private final int bits;

	Contender(final String key, final String label, final int bits) {
		this.key = key;
		this.label = label;
		this.bits = bits;
	}

	/** The word that users write. */
	public String key() {
		return key;
	}

	/** What tables say; the bits not included. */
	String label() {
		return label;
	}

	/** Bits of the activations in quantized layers. */
	int bits() {
		return bits;
	}

	/** Whether it computes the network that was trained without quantization. */
	boolean isFloat() {
		return bits == Network.FLOAT_BITS;
	}

	/**
	 * Finds a contender.
	 *
	 * @throws InputException if there is none of that key, listing them
	 */
	public static Contender parse(final String key) {
		return Arrays.stream(values()).filter(c -> c.key.equals(key.strip())).findFirst().orElseThrow(() -> new InputException(
			"There is nothing to compare called \"" + key + "\": give one of " + Arrays.stream(values()).map(Contender::key).collect(Collectors.joining(
				", ")) + "."));
	}
}
