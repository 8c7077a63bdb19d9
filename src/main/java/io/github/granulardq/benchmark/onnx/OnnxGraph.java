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
package io.github.granulardq.benchmark.onnx;

import java.util.Arrays;

import io.github.granulardq.io.Protobuf;
import io.github.granulardq.network.Tensor;

/**
 * An ONNX model in the making: nodes, constants, inputs and one output, features in 32-bit floating point. The numbers of fields are those
 * of {@code onnx.proto3}. Not thread-safe.
 */
final class OnnxGraph {

	private static final int IR_VERSION = 8;
	private static final int OPERATOR_SET = 17;
	private static final int FLOAT = 1;
	private static final int LONG = 7;

	private static final int ATTRIBUTE_FLOAT = 1;
	private static final int ATTRIBUTE_INT = 2;
	private static final int ATTRIBUTE_STRING = 3;
	private static final int ATTRIBUTE_INTS = 7;

	private final Protobuf graph = new Protobuf();
	private int names;

	/** A node's attributes. */
	static final class Attributes {

		private final Protobuf node = new Protobuf();

		Attributes of(final String name, final long value) {
			return add(new Protobuf().text(1, name).number(3, value).number(20, ATTRIBUTE_INT));
		}

		Attributes of(final String name, final float value) {
			return add(new Protobuf().text(1, name).number(2, value).number(20, ATTRIBUTE_FLOAT));
		}

		Attributes of(final String name, final String value) {
			return add(new Protobuf().text(1, name).text(4, value).number(20, ATTRIBUTE_STRING));
		}

		Attributes of(final String name, final long... values) {
			return add(new Protobuf().text(1, name).numbers(8, values).number(20, ATTRIBUTE_INTS));
		}

		private Attributes add(final Protobuf attribute) {
			node.message(5, attribute);
			return this;
		}
	}

	/** Adds an input [images,channels,h,w]. */
	String input(final String name, final int images, final int channels) {
		graph.message(11, value(name, images, channels));
		return name;
	}

	/** Makes a value [1,channels,h,w] the output. */
	void output(final String name, final int channels) {
		graph.message(12, value(name, 1, channels));
	}

	private static Protobuf value(final String name, final int images, final int channels) {
		final Protobuf shape = new Protobuf().message(1, new Protobuf().number(1, (long) images)).message(1, new Protobuf().number(1, (long) channels))
			.message(1, new Protobuf().text(2, name + "_height")).message(1, new Protobuf().text(2, name + "_width"));
		final Protobuf tensor = new Protobuf().number(1, (long) FLOAT).message(2, shape);
		return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
	}

	/** Adds a constant and returns its name. */
	String constant(final Tensor tensor, final int... shape) {
		final String name = "constant" + names++;
		graph.message(5, new Protobuf().numbers(1, Arrays.stream(shape).asLongStream().toArray()).number(2, (long) FLOAT).text(8, name).floats(9, tensor
			.data()));
		return name;
	}

	/** Adds a constant of integers along one axis and returns its name. */
	String integers(final long... values) {
		final String name = "constant" + names++;
		graph.message(5, new Protobuf().numbers(1, values.length).number(2, (long) LONG).numbers(7, values).text(8, name));
		return name;
	}

	/** Adds a node and returns the name of its output. */
	String node(final String operator, final Attributes attributes, final String... inputs) {
		final String name = "value" + names++;
		final Protobuf node = attributes.node;
		for (final String input : inputs) {
			node.text(1, input);
		}
		graph.message(1, node.text(2, name).text(3, name).text(4, operator));
		return name;
	}

	/** Returns the model's file. */
	byte[] toBytes(final String name) {
		return new Protobuf().number(1, (long) IR_VERSION).text(2, "granular-dq").message(7, graph.text(2, name)).message(8, new Protobuf().number(2,
			(long) OPERATOR_SET)).toBytes();
	}
}
