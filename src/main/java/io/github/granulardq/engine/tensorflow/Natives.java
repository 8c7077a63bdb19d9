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

import java.io.File;
import java.util.Arrays;

import org.bytedeco.javacpp.Loader;

import ai.djl.engine.Engine;
import ai.djl.tensorflow.engine.TfEngine;
import ai.djl.tensorflow.engine.TfEngineProvider;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.JavaCpp;

/**
 * Brings TensorFlow's natives into this process, once, and DJL's engine upon them, without a network: JavaCPP unpacks the libraries
 * from the class path (about 600 MB, into its own cache) and DJL is told where they are. Settings that are already there are
 * honoured. Safe for threads and for several processes at once.
 */
final class Natives {

	private static EngineException failure;

	private static Engine engine;

	private Natives() {}

	/**
	 * Returns DJL's engine.
	 *
	 * @throws EngineException if another TensorFlow is in the way, or the natives are not there or cannot be unpacked; the same again at
	 *           every later call
	 */
	static synchronized Engine load() {
		if (failure != null) {
			throw failure;
		}
		if (engine == null) {
			try {
				engine = firstLoad();
			}
			catch (final EngineException e) {
				failure = e;
				throw e;
			}
		}
		return engine;
	}

	private static Engine firstLoad() {
		final ClassLoader ours = Natives.class.getClassLoader();
		ForeignTensorFlow.onClassPath(ours).ifPresent(Natives::refuse);
		setUnlessGiven("DJL_OFFLINE", "ai.djl.offline", "true");
		setUnlessGiven("OPT_OUT_TRACKING", "OPT_OUT_TRACKING", "true");
		// TensorFlow's pool is shared by all sessions of a process. Workers are our parallelism; sums are not to be split by the number of threads.
		setUnlessGiven(null, "ai.djl.tensorflow.num_intraop_threads", "1");
		setUnlessGiven(null, "ai.djl.tensorflow.num_interop_threads", "1");
		try {
			return JavaCpp.load(ours, () -> {
				locateLibrary();
				Engine.registerEngine(new TfEngineProvider());
				return Engine.getEngine(TfEngine.ENGINE_NAME);
			});
		}
		catch (LinkageError | RuntimeException e) {
			throw e instanceof EngineException known ? known : unusable(e);
		}
	}

	private static void setUnlessGiven(final String variable, final String property, final String value) {
		if (System.getProperty(property) == null && (variable == null || System.getenv(variable) == null)) {
			System.setProperty(property, value);
		}
	}

	private static void locateLibrary() {
		final String given = System.getenv(LoadedLibraries.LIBRARY_PATH) != null ? System.getenv(LoadedLibraries.LIBRARY_PATH) : System.getProperty(LoadedLibraries.LIBRARY_PATH);
		if (given != null) {
			if (Arrays.stream(given.split(File.pathSeparator)).noneMatch(folder -> new File(folder, LoadedLibraries.LIBRARY).isFile())) {
				throw new EngineException("TENSORFLOW_LIBRARY_PATH is " + given + ", but there is no " + LoadedLibraries.LIBRARY + " in it: correct or remove it.");
			}
			LoadedLibraries.foreign().ifPresent(Natives::refuse);
			return;
		}
		JavaCpp.chooseCache();
		LoadedLibraries.foreign().ifPresent(Natives::refuse);
		final String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
		System.setProperty(LoadedLibraries.LIBRARY_PATH, new File(library).getParent());
	}

	private static void refuse(final String other) {
		throw new EngineException("Another TensorFlow, " + other + ", is here, and both cannot run in one process: remove it or the plugin that " +
			"brought it, or start this program by itself.");
	}

	private static EngineException unusable(final Throwable e) {
		return new EngineException("TensorFlow's native libraries for " + JavaCpp.platform() + " cannot be loaded (" + JavaCpp.reason(e) + "): " +
			JavaCpp.advice(Natives.class.getClassLoader(), "check that tensorflow-core-native and javacpp for this platform are on the class path, " +
				"and that some 700 MB are free for unpacking them") + ".", e);
	}
}
