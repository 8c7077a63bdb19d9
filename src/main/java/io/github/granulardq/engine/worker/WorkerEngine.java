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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/**
 * An engine that another process has, which is started with it and ends with it:
 *
 * <pre>
 * try (Engine engine = WorkerEngine.start(TensorFlowEngine.class.getName(), jars); EngineSession session = engine.open(network)) {
 * 	float[] descriptor = session.head(patch, height, width);
 * 	float[] enlarged = session.body(8);
 * }
 * </pre>
 *
 * Results are those of the engine itself. The process ends when this one does, however that ends. Thread-safe.
 */
public final class WorkerEngine implements Engine {

	/** What Java's heap may be there at least, in MiB; natives are beside it. */
	private static final long LEAST_HEAP = 1024;

	/** Since this version Java warns of natives unless told not to. */
	private static final int NATIVE_ACCESS = 22;

	/** What the other process must have as this one has it. */
	private static final List<String> PROPERTIES = List.of("granular-dq.cache", "org.bytedeco.javacpp.cachedir", "org.bytedeco.javacpp.platform",
		"TENSORFLOW_LIBRARY_PATH", "java.io.tmpdir", "user.home", "ai.djl.offline", "ai.djl.tensorflow.num_interop_threads",
		"ai.djl.tensorflow.num_intraop_threads");

	private final WorkerProcess worker;

	private final String name;

	private final String instructionSet;

	private final AtomicInteger sessions = new AtomicInteger(Answer.HELLO);

	private volatile boolean closed;

	private WorkerEngine(final WorkerProcess worker, final List<String> hello) {
		this.worker = worker;
		name = hello.get(0);
		instructionSet = hello.get(1);
	}

	/**
	 * Starts the process, and waits until its engine can be used.
	 *
	 * @param engine the engine's class, public, with a public constructor without parameters
	 * @param classPath jars and folders that the process needs, this one's included
	 * @throws EngineException if there is no Java to run it, or the engine cannot be used there
	 * @throws CancellationException if the thread was interrupted
	 */
	public static WorkerEngine start(final String engine, final List<Path> classPath) {
		final Path java = java();
		if (!Files.isExecutable(java)) {
			throw new EngineException("There is no Java at " + java + ", which the engine needs for a process of its own: choose the engine integer, or " +
				"install Java there.");
		}
		final List<String> command = new ArrayList<>(List.of(java.toString(), heap(), "-Djava.awt.headless=true",
			"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
		if (Runtime.version().feature() >= NATIVE_ACCESS) {
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		PROPERTIES.stream().filter(p -> System.getProperty(p) != null).map(p -> "-D" + p + "=" + System.getProperty(p)).forEach(command::add);
		command.addAll(List.of("-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), WorkerMain.class.getName(),
			engine));
		final WorkerProcess worker = WorkerProcess.start(command, Map.of("TF_CPP_MIN_LOG_LEVEL", "1"));
		try {
			return new WorkerEngine(worker, worker.hello());
		}
		catch (final EngineException | CancellationException e) {
			worker.close();
			throw e;
		}
	}

	/** Half of what this process may have: networks come from it, and patches are small. */
	private static String heap() {
		return "-Xmx" + Math.max(LEAST_HEAP, (Runtime.getRuntime().maxMemory() >> 20) / 2) + "m";
	}

	/** The one that runs this process. */
	private static Path java() {
		final Path bin = Path.of(System.getProperty("java.home"), "bin");
		return Arrays.asList("java.exe", "java").stream().map(bin::resolve).filter(Files::isExecutable).findFirst().orElse(bin.resolve("java"));
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public String instructionSet() {
		return instructionSet;
	}

	@Override
	public EngineSession open(final Network network) {
		if (closed) {
			throw new IllegalStateException("the engine is closed");
		}
		final int session = sessions.incrementAndGet();
		worker.ask(Answer.Request.OPEN, session, out -> NetworkStream.write(network, out));
		return new WorkerSession(worker, session, network);
	}

	/** Returns the process, for tests. */
	WorkerProcess worker() {
		return worker;
	}

	/** Returns the number of the process, for tests. */
	long pid() {
		return worker.pid();
	}

	@Override
	public void close() {
		closed = true;
		worker.close();
	}
}
