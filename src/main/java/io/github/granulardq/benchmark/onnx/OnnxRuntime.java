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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;

/**
 * Runs a network without quantization in ONNX Runtime, on the calling thread alone, with all of its optimisations. The only class that knows ONNX
 * Runtime, whose jar need not be there: see {@link #isPresent}. Not thread-safe.
 */
public final class OnnxRuntime implements AutoCloseable {

	private final Network network;
	private final OrtEnvironment environment;
	private final OrtSession session;

	/**
	 * Makes a session.
	 *
	 * @throws EngineException if ONNX Runtime cannot be used here
	 */
	public OnnxRuntime(final Network network) {
		this.network = network;
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			environment = OrtEnvironment.getEnvironment();
			options.setIntraOpNumThreads(1);
			options.setInterOpNumThreads(1);
			options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
			options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
			session = environment.createSession(OnnxModel.of(network), options);
		}
		catch (OrtException | LinkageError | RuntimeException e) {
			throw new EngineException("ONNX Runtime cannot be used here: " + e.getMessage(), e);
		}
	}

	/** Whether ONNX Runtime is on the class path. */
	public static boolean isPresent() {
		try {
			Class.forName("ai.onnxruntime.OrtEnvironment", false, OnnxRuntime.class.getClassLoader());
			return true;
		}
		catch (final ClassNotFoundException e) {
			return false;
		}
	}

	/**
	 * Enlarges a patch.
	 *
	 * @param patch [c,h,w] in the range 0..255
	 * @return [c,s*h,s*w]
	 */
	public float[] run(final float[] patch, final int height, final int width) {
		final int c = network.channels();
		final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
		try {
			inputs.put("input", tensor(patch, 1, c, height, width));
			if (network.skip() == GlobalSkip.BICUBIC) {
				final int margins = 2 * OnnxModel.MARGIN;
				inputs.put("mirrored", tensor(mirror(patch, c, height, width), c, 1, height + margins, width + margins));
			}
			try (OrtSession.Result result = session.run(inputs)) {
				final float[] enlarged = new float[patch.length * network.scale() * network.scale()];
				((OnnxTensor) result.get(0)).getFloatBuffer().get(enlarged);
				return enlarged;
			}
		}
		catch (final OrtException e) {
			throw new EngineException("ONNX Runtime failed while computing a patch: " + e.getMessage(), e);
		}
		finally {
			inputs.values().forEach(OnnxTensor::close);
		}
	}

	private OnnxTensor tensor(final float[] values, final long... shape) throws OrtException {
		final FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
		return OnnxTensor.createTensor(environment, buffer.put(values).rewind(), shape);
	}

	/** Adds {@link OnnxModel#MARGIN} pixels on each side: ... 1 0 | 0 1 ... */
	private static float[] mirror(final float[] patch, final int channels, final int height, final int width) {
		final int margin = OnnxModel.MARGIN;
		final int tall = height + 2 * margin;
		final int wide = width + 2 * margin;
		final float[] mirrored = new float[channels * tall * wide];
		for (int y = 0; y < channels * tall; y++) {
			final int row = (y / tall * height + inside(y % tall - margin, height)) * width;
			for (int x = 0; x < wide; x++) {
				mirrored[y * wide + x] = patch[row + inside(x - margin, width)];
			}
		}
		return mirrored;
	}

	/** Folds a position, less than {@code length} beyond an end, back. */
	private static int inside(final int position, final int length) {
		return position < 0 ? -1 - position : position < length ? position : 2 * length - 1 - position;
	}

	@Override
	public void close() {
		try {
			session.close();
		}
		catch (final OrtException e) {
			throw new EngineException("ONNX Runtime cannot free a session: " + e.getMessage(), e);
		}
	}
}
