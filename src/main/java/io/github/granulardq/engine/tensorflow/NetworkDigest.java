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
package io.github.granulardq.engine.tensorflow;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.granulardq.network.CodeRange;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * The hash of all that a network's graph is made from: structure and every weight. Two networks of the same hash have the same graph. The
 * gate is left out, since engines do not compute it.
 */
final class NetworkDigest {

	private final DataOutputStream out;

	private NetworkDigest(final DataOutputStream out) {
		this.out = out;
	}

	/**
	 * Returns the hash.
	 *
	 * @param format of what is kept under the hash
	 * @return 64 hexadecimal digits
	 */
	static String of(final Network network, final String format) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			try (DataOutputStream out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
				out.writeUTF(format);
				new NetworkDigest(out).add(network);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError("every Java has SHA-256", e);
		}
	}

	private void add(final Network network) throws IOException {
		out.writeInt(network.scale());
		out.writeInt(network.channels());
		out.writeUTF(network.descriptor().name());
		out.writeUTF(network.skip().name());
		add(network.head());
		add(network.body());
	}

	private void add(final List<Layer> layers) throws IOException {
		out.writeInt(layers.size());
		for (final Layer layer : layers) {
			out.writeUTF(layer.getClass().getSimpleName());
			add(layer);
		}
	}

	private void add(final Layer layer) throws IOException {
		if (layer instanceof Layer.Conv2d conv) {
			add(conv.weight());
			add(conv.bias());
			addGroups(conv.groups());
		}
		else if (layer instanceof Layer.QuantConv2d conv) {
			add(conv.shape());
			out.write(conv.codes());
			out.writeFloat(conv.weightStep());
			add(conv.bias());
			for (final Map.Entry<Integer, Float> step : new TreeMap<>(conv.steps()).entrySet()) {
				out.writeInt(step.getKey());
				out.writeFloat(step.getValue());
			}
			out.writeBoolean(conv.signed());
			if (conv.range() == CodeRange.SYMMETRIC) {
				out.writeUTF(conv.range().name());
			}
			addGroups(conv.groups());
		}
		else if (layer instanceof Layer.PRelu prelu) {
			add(prelu.slopes());
		}
		else if (layer instanceof Layer.Affine affine) {
			add(affine.scale());
			add(affine.shift());
		}
		else if (layer instanceof Layer.PixelShuffle shuffle) {
			out.writeInt(shuffle.factor());
		}
		else if (layer instanceof Layer.Residual residual) {
			out.writeFloat(residual.shortcut());
			add(residual.branch());
		}
		else if (layer instanceof Layer.Distillation distillation) {
			add(distillation.first());
			out.writeInt(distillation.passed());
			add(distillation.second());
		}
		else {
			throw new IllegalArgumentException("unknown layer " + layer);
		}
	}

	/** The most frequent number is left out: networks kept by earlier versions have no other. */
	private void addGroups(final int groups) throws IOException {
		if (groups != 1) {
			out.writeUTF("groups");
			out.writeInt(groups);
		}
	}

	private void add(final Tensor tensor) throws IOException {
		out.writeBoolean(tensor != null);
		if (tensor != null) {
			add(tensor.shape());
			final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.data().length, Float.BYTES));
			final FloatBuffer floats = bytes.asFloatBuffer();
			floats.put(tensor.data());
			out.write(bytes.array());
		}
	}

	private void add(final int[] shape) throws IOException {
		out.writeInt(shape.length);
		for (final int axis : shape) {
			out.writeInt(axis);
		}
	}
}
