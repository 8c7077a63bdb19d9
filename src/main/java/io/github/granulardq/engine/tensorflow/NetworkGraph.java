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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

import io.github.granulardq.image.BicubicKernel;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;

/**
 * A network as a TensorFlow graph with three signatures:
 * <ul>
 * <li>{@link #HEAD}: {@code input} [c,h,w] to {@code features} [1,h,w,C] and {@code descriptor} [3C];</li>
 * <li>{@link #BODY}: {@code features}, {@code input}, and for each quantized layer its {@code steps}, {@code low} and {@code high} [L], to
 * {@code enlarged} [c,s*h,s*w]; one graph for all bit-widths;</li>
 * <li>{@link #FLOAT_BODY}: the same without quantization.</li>
 * </ul>
 * Height and width are free. TensorFlow's natives must be loaded before.
 */
final class NetworkGraph {

	/** Changes whenever another graph is made of the same network. */
	static final String FORMAT = "granular-dq-graph-1";

	static final String HEAD = "head";

	static final String BODY = "body";

	static final String FLOAT_BODY = "float_body";

	static final String TAG = "serve";

	static final String FILE_NAME = "saved_model.pb";

	private final Network network;

	private final Graph graph;

	private final Ops tf;

	private final LayerGraph layers;

	private NetworkGraph(final Network network, final Graph graph) {
		this.network = network;
		this.graph = graph;
		this.tf = Ops.create(graph);
		this.layers = new LayerGraph(tf);
	}

	/**
	 * Writes a SavedModel.
	 *
	 * @param folder an existing empty folder
	 * @throws IOException if it cannot be written
	 */
	static void export(final Network network, final Path folder) throws IOException {
		try (Graph graph = new Graph(); OutputStream out = Files.newOutputStream(folder.resolve(FILE_NAME))) {
			new NetworkGraph(network, graph).build().writeTo(out);
		}
	}

	private SavedModel build() {
		final Operand<TFloat32> input = placeholder("input", network.channels(), -1, -1);
		final Operand<TFloat32> image = tf.expandDims(tf.linalg.transpose(input, tf.constant(new int[] { 1, 2, 0 })), tf.constant(0));
		final Operand<TFloat32> headFeatures = layers.apply(network.head(), image, null);
		final Operand<TFloat32> descriptor = descriptor(headFeatures);

		final Operand<TFloat32> features = placeholder("features", 1, -1, -1, headFeatures.shape().get(3));
		final Operand<TFloat32> skip = network.skip() == GlobalSkip.BICUBIC ? bicubic(input) : null;

		final MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
		meta.putSignatureDef(HEAD, signature(List.of(info("input", input)), List.of(info("features", headFeatures), info("descriptor",
			descriptor))));
		final Operand<TFloat32> floats = enlarged(layers.apply(network.body(), features, null), skip);
		meta.putSignatureDef(FLOAT_BODY, signature(List.of(info("features", features), info("input", input)), List.of(info("enlarged", floats))));

		final int quantized = network.quantizedLayers().size();
		if (quantized > 0) {
			final Operand<TFloat32> steps = placeholder("steps", quantized);
			final Operand<TFloat32> low = placeholder("low", quantized);
			final Operand<TFloat32> high = placeholder("high", quantized);
			final Operand<TFloat32> y = layers.apply(network.body(), features, quantizers(steps, low, high, quantized).iterator());
			meta.putSignatureDef(BODY, signature(List.of(info("features", features), info("input", input), info("steps", steps), info("low", low),
				info("high", high)), List.of(info("enlarged", enlarged(y, skip)))));
		}
		meta.getMetaInfoDefBuilder().addTags(TAG);
		meta.setGraphDef(graph.toGraphDef());
		return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
	}

	private Operand<TFloat32> placeholder(final String name, final long... shape) {
		return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
	}

	private List<LayerGraph.Quantizer> quantizers(final Operand<TFloat32> steps, final Operand<TFloat32> low, final Operand<TFloat32> high,
		final int count)
	{
		final List<List<Output<TFloat32>>> scalars = new ArrayList<>();
		for (final Operand<TFloat32> vector : List.of(steps, low, high)) {
			scalars.add(tf.unstack(vector, (long) count, Unstack.axis(0L)).output());
		}
		final List<LayerGraph.Quantizer> quantizers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			quantizers.add(new LayerGraph.Quantizer(scalars.get(0).get(i), scalars.get(1).get(i), scalars.get(2).get(i)));
		}
		return quantizers;
	}

	/** [1,H,W,c] to [c,H,W], plus the skip. */
	private Operand<TFloat32> enlarged(final Operand<TFloat32> y, final Operand<TFloat32> skip) {
		final Operand<TFloat32> planes = tf.linalg.transpose(tf.squeeze(y, Squeeze.axis(0L)), tf.constant(new int[] { 2,
			0, 1 }));
		return skip == null ? planes : tf.math.add(planes, skip);
	}

	/** [c,h,w] to [c,s*h,s*w], the channels being treated as so many images. */
	private Operand<TFloat32> bicubic(final Operand<TFloat32> input) {
		final int margin = BicubicKernel.MARGIN;
		final long scale = network.scale();
		final Operand<TFloat32> padded = tf.mirrorPad(input, tf.constant(new int[][] { { 0, 0 }, { margin, margin }, { margin, margin } }),
			"SYMMETRIC");
		final Operand<TFloat32> kernel = layers.constant(BicubicKernel.weights(network.scale()), BicubicKernel.SIZE, BicubicKernel.SIZE, 1, scale *
			scale);
		final Operand<TFloat32> positions = tf.nn.conv2d(tf.expandDims(padded, tf.constant(3)), kernel, List.of(1L, 1L, 1L, 1L), "VALID");
		return tf.squeeze(tf.nn.depthToSpace(positions, scale), Squeeze.axis(3L));
	}

	private Operand<TFloat32> descriptor(final Operand<TFloat32> fine) {
		final Operand<TFloat32> median = pool(fine, 2);
		final Operand<TFloat32> coarse = pool(median, 2);
		final boolean spread = network.descriptor() == Descriptor.SPREAD;
		return tf.concat(spread ? List.of(spread(coarse), spread(fine), spread(median)) : List.of(mean(coarse), mean(pool(fine, 4)),
			mean(pool(median, 2))), tf.constant(0));
	}

	private Operand<TFloat32> pool(final Operand<TFloat32> x, final long size) {
		final List<Long> window = List.of(1L, size, size, 1L);
		return tf.nn.avgPool(x, window, window, "VALID");
	}

	private Operand<TFloat32> mean(final Operand<TFloat32> x) {
		return tf.math.mean(x, tf.constant(new int[] { 0, 1, 2 }));
	}

	private Operand<TFloat32> spread(final Operand<TFloat32> x) {
		final Operand<TFloat32> centre = tf.math.mean(x, tf.constant(new int[] { 0, 1, 2 }), Mean.keepDims(true));
		return tf.math.sqrt(tf.math.add(mean(tf.math.squaredDifference(x, centre)), tf.constant(1e-6f)));
	}

	private record Named(String name, TensorInfo info) {
	}

	private static Named info(final String name, final Operand<TFloat32> operand) {
		final TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
		for (final long axis : operand.shape().asArray()) {
			shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(axis));
		}
		final Output<TFloat32> output = operand.asOutput();
		return new Named(name, TensorInfo.newBuilder().setName(output.op().name() + ":" + output.index()).setDtype(DataType.DT_FLOAT)
			.setTensorShape(shape).build());
	}

	private static SignatureDef signature(final List<Named> inputs, final List<Named> outputs) {
		final SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
		inputs.forEach(i -> signature.putInputs(i.name, i.info));
		outputs.forEach(o -> signature.putOutputs(o.name, o.info));
		return signature.build();
	}
}
