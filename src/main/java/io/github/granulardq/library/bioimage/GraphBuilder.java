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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.granulardq.io.Protobuf;

/**
 * A TensorFlow graph in the making, node after node, and the SavedModel that holds it. The numbers of fields are those of {@code graph.proto},
 * {@code node_def.proto}, {@code attr_value.proto}, {@code tensor.proto}, {@code meta_graph.proto} and {@code saved_model.proto}. Not thread-safe.
 */
final class GraphBuilder {

	/** A version of graphs that is older than those of our engine; all operations here are still older. */
	private static final int PRODUCER = 561;

	/** Element types. */
	static final int FLOAT = 1;
	static final int INT_32 = 3;
	static final int INT_8 = 6;

	/** By which consumers find what to run; the second name is that of Keras 3. */
	private static final String[] SIGNATURES = { "serve", "serving_default" };

	private static final String TAG = "serve";

	private final Protobuf nodes = new Protobuf();

	private int names;

	/** A node's attributes. */
	static final class Attributes {

		private final Protobuf node = new Protobuf();

		/** An element type. */
		Attributes type(final String name, final int type) {
			return add(name, new Protobuf().number(6, type));
		}

		Attributes text(final String name, final String value) {
			return add(name, new Protobuf().text(2, value));
		}

		Attributes number(final String name, final long value) {
			return add(name, new Protobuf().number(3, value));
		}

		Attributes number(final String name, final float value) {
			return add(name, new Protobuf().number(4, value));
		}

		Attributes numbers(final String name, final long... values) {
			return add(name, new Protobuf().message(1, new Protobuf().numbers(3, values)));
		}

		/** Lengths of axes, -1 where any is allowed. */
		Attributes shape(final String name, final long... shape) {
			return add(name, new Protobuf().message(7, shapeOf(shape)));
		}

		Attributes tensor(final String name, final int type, final byte[] content, final long... shape) {
			return add(name, new Protobuf().message(8, new Protobuf().number(1, (long) type).message(2, shapeOf(shape)).bytes(4, content)));
		}

		private Attributes add(final String name, final Protobuf value) {
			node.message(5, new Protobuf().text(1, name).message(2, value));
			return this;
		}
	}

	private static Protobuf shapeOf(final long... shape) {
		final Protobuf message = new Protobuf();
		for (final long length : shape) {
			message.message(2, new Protobuf().number(1, length));
		}
		return message;
	}

	/** Attributes with the element type that most operations have. */
	static Attributes floats() {
		return new Attributes().type("T", FLOAT);
	}

	/** Adds an operation, and returns the name of its first output. */
	String node(final String operation, final Attributes attributes, final String... inputs) {
		return named(operation + "_" + names++, operation, attributes, inputs);
	}

	/** Adds an operation of a given name. */
	String named(final String name, final String operation, final Attributes attributes, final String... inputs) {
		final Protobuf node = new Protobuf().text(1, name).text(2, operation);
		for (final String input : inputs) {
			node.text(3, input);
		}
		nodes.bytes(1, join(node.toBytes(), attributes.node.toBytes()));
		return name;
	}

	private static byte[] join(final byte[] a, final byte[] b) {
		return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
	}

	/** Adds numbers. */
	String constant(final float[] values, final long... shape) {
		final ByteBuffer content = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		content.asFloatBuffer().put(values);
		return constant(FLOAT, content.array(), shape);
	}

	/** Adds whole numbers. */
	String constant(final int[] values, final long... shape) {
		final ByteBuffer content = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		content.asIntBuffer().put(values);
		return constant(INT_32, content.array(), shape);
	}

	/** Adds numbers of any element type. */
	String constant(final int type, final byte[] content, final long... shape) {
		return node("Const", new Attributes().type("dtype", type).tensor("value", type, content, shape));
	}

	/**
	 * Returns the file {@code saved_model.pb}.
	 *
	 * @param input name of the placeholder, and of the input of the signatures
	 * @param output name of the last node, and of the output of the signatures
	 * @param channels of both
	 */
	byte[] savedModel(final String input, final String output, final long channels) {
		final Protobuf graph = new Protobuf().message(4, new Protobuf().number(1, (long) PRODUCER));
		final Protobuf meta = new Protobuf().message(1, new Protobuf().text(4, TAG)).bytes(2, join(nodes.toBytes(), graph.toBytes()));
		final Protobuf signature = new Protobuf().message(1, tensorInfo(input, channels)).message(2, tensorInfo(output, channels))
			.text(3, "tensorflow/serving/predict");
		for (final String name : SIGNATURES) {
			meta.message(5, new Protobuf().text(1, name).message(2, signature));
		}
		return new Protobuf().number(1, 1L).message(2, meta).toBytes();
	}

	private static Protobuf tensorInfo(final String name, final long channels) {
		return new Protobuf().text(1, name).message(2, new Protobuf().text(1, name + ":0").number(2, (long) FLOAT).message(3, shapeOf(-1, channels, -1, -1)));
	}
}
