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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.network.CodeRange;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/** Networks as bytes, from one process of this program to another of the same version. The gate is left out, since engines do not compute it. Stateless. */
final class NetworkStream {

	private enum Kind {
		CONV, QUANT_CONV, PRELU, AFFINE, PIXEL_SHUFFLE, RESIDUAL, DISTILLATION
	}

	private NetworkStream() {}

	static void write(final Network network, final DataOutputStream out) throws IOException {
		out.writeUTF(network.name());
		out.writeInt(network.scale());
		out.writeInt(network.channels());
		writeLayers(network.head(), out);
		writeLayers(network.body(), out);
		out.writeUTF(network.descriptor().name());
		out.writeUTF(network.skip().name());
	}

	static Network read(final DataInputStream in) throws IOException {
		return new Network(in.readUTF(), in.readInt(), in.readInt(), readLayers(in), readLayers(in), Descriptor.valueOf(in.readUTF()), null,
			GlobalSkip.valueOf(in.readUTF()));
	}

	private static void writeLayers(final List<Layer> layers, final DataOutputStream out) throws IOException {
		out.writeInt(layers.size());
		for (final Layer layer : layers) {
			write(layer, out);
		}
	}

	private static List<Layer> readLayers(final DataInputStream in) throws IOException {
		final List<Layer> layers = new ArrayList<>();
		for (int count = in.readInt(); count > 0; count--) {
			layers.add(readLayer(in));
		}
		return layers;
	}

	private static void write(final Layer layer, final DataOutputStream out) throws IOException {
		if (layer instanceof Layer.Conv2d conv) {
			out.writeByte(Kind.CONV.ordinal());
			write(conv.weight(), out);
			write(conv.bias(), out);
			out.writeInt(conv.groups());
		}
		else if (layer instanceof Layer.QuantConv2d conv) {
			out.writeByte(Kind.QUANT_CONV.ordinal());
			write(conv.shape(), out);
			out.writeInt(conv.codes().length);
			out.write(conv.codes());
			out.writeInt(conv.groups());
			out.writeFloat(conv.weightStep());
			write(conv.bias(), out);
			out.writeInt(conv.steps().size());
			for (final Map.Entry<Integer, Float> step : conv.steps().entrySet()) {
				out.writeInt(step.getKey());
				out.writeFloat(step.getValue());
			}
			out.writeUTF(conv.range().name());
		}
		else if (layer instanceof Layer.PRelu prelu) {
			out.writeByte(Kind.PRELU.ordinal());
			write(prelu.slopes(), out);
		}
		else if (layer instanceof Layer.Affine affine) {
			out.writeByte(Kind.AFFINE.ordinal());
			write(affine.scale(), out);
			write(affine.shift(), out);
		}
		else if (layer instanceof Layer.PixelShuffle shuffle) {
			out.writeByte(Kind.PIXEL_SHUFFLE.ordinal());
			out.writeInt(shuffle.factor());
		}
		else if (layer instanceof Layer.Residual residual) {
			out.writeByte(Kind.RESIDUAL.ordinal());
			out.writeFloat(residual.shortcut());
			writeLayers(residual.branch(), out);
		}
		else if (layer instanceof Layer.Distillation distillation) {
			out.writeByte(Kind.DISTILLATION.ordinal());
			writeLayers(distillation.first(), out);
			out.writeInt(distillation.passed());
			writeLayers(distillation.second(), out);
		}
		else {
			throw new IllegalArgumentException("unknown layer " + layer);
		}
	}

	private static Layer readLayer(final DataInputStream in) throws IOException {
		return switch (Kind.values()[in.readByte()]) {
			case CONV -> new Layer.Conv2d(readTensor(in), readTensor(in), in.readInt());
			case QUANT_CONV -> readQuantConv(in);
			case PRELU -> new Layer.PRelu(readTensor(in));
			case AFFINE -> new Layer.Affine(readTensor(in), readTensor(in));
			case PIXEL_SHUFFLE -> new Layer.PixelShuffle(in.readInt());
			case RESIDUAL -> new Layer.Residual(in.readFloat(), readLayers(in));
			case DISTILLATION -> new Layer.Distillation(readLayers(in), in.readInt(), readLayers(in));
		};
	}

	private static Layer readQuantConv(final DataInputStream in) throws IOException {
		final int[] shape = readShape(in);
		final byte[] codes = in.readNBytes(in.readInt());
		final int groups = in.readInt();
		final float weightStep = in.readFloat();
		final Tensor bias = readTensor(in);
		final Map<Integer, Float> steps = new HashMap<>();
		for (int count = in.readInt(); count > 0; count--) {
			final int bits = in.readInt();
			steps.put(bits, in.readFloat());
		}
		return new Layer.QuantConv2d(codes, shape, groups, weightStep, bias, steps, CodeRange.valueOf(in.readUTF()));
	}

	/** Null is written too. */
	private static void write(final Tensor tensor, final DataOutputStream out) throws IOException {
		out.writeBoolean(tensor != null);
		if (tensor != null) {
			write(tensor.shape(), out);
			final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.data().length, Float.BYTES));
			bytes.asFloatBuffer().put(tensor.data());
			out.write(bytes.array());
		}
	}

	private static Tensor readTensor(final DataInputStream in) throws IOException {
		if (!in.readBoolean()) {
			return null;
		}
		final int[] shape = readShape(in);
		int length = 1;
		for (final int axis : shape) {
			length *= axis;
		}
		final float[] data = new float[length];
		ByteBuffer.wrap(in.readNBytes(length * Float.BYTES)).asFloatBuffer().get(data);
		return new Tensor(shape, data);
	}

	private static void write(final int[] shape, final DataOutputStream out) throws IOException {
		out.writeInt(shape.length);
		for (final int axis : shape) {
			out.writeInt(axis);
		}
	}

	private static int[] readShape(final DataInputStream in) throws IOException {
		final int[] shape = new int[in.readInt()];
		for (int i = 0; i < shape.length; i++) {
			shape[i] = in.readInt();
		}
		return shape;
	}
}
