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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.worker.WorkerEngine;

/**
 * Opens TensorFlow where it can run: in this process, or in one of its own. The latter
 * <ul>
 * <li>in a folder of ImageJ or Fiji into which one of our zips was unpacked: what TensorFlow needs lies aside there, since Fiji has other versions of
 * some of it;</li>
 * <li>where another TensorFlow is on the class path or in this process: two kinds of natives in one process may end it.</li>
 * </ul>
 *
 * <pre>
 * try (Engine engine = TensorFlowEngines.open()) { ... }
 * </pre>
 */
public final class TensorFlowEngines {

	/** The system property that decides: {@code process} is this process, {@code worker} one of its own. */
	public static final String PROPERTY = "granular-dq.tensorflow";

	private static final Logger LOG = LoggerFactory.getLogger(TensorFlowEngines.class);

	private TensorFlowEngines() {}

	/**
	 * Opens an engine; pixels are the same wherever it is.
	 *
	 * @throws EngineException if TensorFlow cannot be used, or is not installed
	 */
	public static Engine open() {
		final ClassLoader loader = TensorFlowEngines.class.getClassLoader();
		final String where = System.getProperty(PROPERTY, "");
		final List<Path> installed = where.equals("process") ? List.of() : WorkerJars.ofInstallation(loader);
		if (!installed.isEmpty()) {
			return worker(installed);
		}
		final Optional<String> other = ForeignTensorFlow.onClassPath(loader).or(LoadedLibraries::foreign);
		if (where.equals("worker") || other.isPresent() && !where.equals("process")) {
			other.ifPresent(jar -> LOG.info("Another TensorFlow, {}, is here: ours computes in a process of its own.", jar));
			return worker(WorkerJars.ofClassPath(loader));
		}
		return new TensorFlowEngine();
	}

	private static Engine worker(final List<Path> jars) {
		return WorkerEngine.start(TensorFlowEngine.class.getName(), jars);
	}
}
