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
package io.github.granulardq.engine.integer;

import java.util.List;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.JavaCpp;

/**
 * Brings oneDNN into this process, once: JavaCPP unpacks the libraries from the class path (some 100 MB, into its own cache). Settings that
 * are already there are honoured. Safe for threads.
 */
final class Natives {

	private static final String SET_THREADS = "omp_set_num_threads";

	/** The system property that names the class loader whose oneDNN is in this process. */
	private static final String LOADER = "granular-dq.integer.loader";

	private static EngineException failure;

	/** Sets OpenMP's number of threads for the calling thread. */
	private static volatile Function setThreads;

	private Natives() {}

	/**
	 * @throws EngineException if the natives are not there or cannot be unpacked; the same again at every later call
	 */
	static synchronized void load() {
		if (failure != null) {
			throw failure;
		}
		if (setThreads != null) {
			return;
		}
		try {
			refuseOtherLoaders();
			setThreads = JavaCpp.load(Natives.class.getClassLoader(), () -> {
				JavaCpp.chooseCache();
				return setThreads(Loader.load(dnnl.class));
			});
		}
		catch (LinkageError | RuntimeException e) {
			System.getProperties().remove(LOADER, owner());
			failure = e instanceof EngineException known ? known : unusable(e);
			throw failure;
		}
	}

	/** JavaCPP's natives know the classes of the loader that came first, and would mix them with ours. */
	private static void refuseOtherLoaders() {
		final String name = owner();
		final Object first = System.getProperties().putIfAbsent(LOADER, name);
		if (first != null && !first.equals(name)) {
			throw new EngineException("oneDNN's native libraries are in use by another copy of this program in this process, as they are after " +
				"ImageJ's menus were refreshed: restart ImageJ.");
		}
	}

	private static String owner() {
		final ClassLoader ours = Natives.class.getClassLoader();
		return ours + " " + System.identityHashCode(ours);
	}

	/** Makes oneDNN compute in the calling thread alone whatever that thread asks of it. Workers are our parallelism. */
	static void useCallingThreadAlone() {
		setThreads.invokeVoid(new Object[] { 1 });
	}

	/**
	 * OpenMP may be in the process several times. Ours is the one that oneDNN was linked with, which systems but Windows find
	 * through the library that depends on it.
	 */
	private static Function setThreads(final String library) {
		for (final String name : List.of(library, "vcomp140", "libomp140.x86_64", "libiomp5md")) {
			try {
				return NativeLibrary.getInstance(name).getFunction(SET_THREADS);
			}
			catch (final UnsatisfiedLinkError e) {
				// Not that one.
			}
		}
		throw new EngineException("OpenMP of the library " + library + " was not found, so that oneDNN cannot be told to use one thread for each worker.");
	}

	/** Says why oneDNN cannot be used, for failures to load or to link it. */
	static EngineException unusable(final Throwable e) {
		return new EngineException("oneDNN's native libraries for " + JavaCpp.platform() + " cannot be loaded (" + JavaCpp.reason(e) + "): " +
			JavaCpp.advice(Natives.class.getClassLoader(), "check that dnnl, javacpp and jna are on the class path with the natives of this " +
				"platform, that some 150 MB are free for unpacking them, and that no file was damaged that was unpacked before") + ".", e);
	}
}
