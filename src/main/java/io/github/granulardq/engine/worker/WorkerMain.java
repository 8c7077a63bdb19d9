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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/**
 * The process that has an engine. Its argument is the engine's class, which has a public constructor without parameters; it takes requests from
 * its standard input, and ends when that does: so it never outlives the process that started it.
 */
public final class WorkerMain {

	private final Engine engine;

	private final DataInputStream in;

	private final DataOutputStream out;

	private final Map<Integer, Served> sessions = new HashMap<>();

	private WorkerMain(final Engine engine, final DataInputStream in, final DataOutputStream out) {
		this.engine = engine;
		this.in = in;
		this.out = out;
	}

	/** A session in a thread of its own, with what it shares with the other process. */
	private static final class Served {

		private final ExecutorService thread = Executors.newSingleThreadExecutor();

		private EngineSession session;

		private SharedFloats floats;

		private int result(final float[] values) {
			floats.write(values);
			return values.length;
		}
	}

	private interface Task {
		int run() throws IOException;
	}

	/**
	 * Serves until the standard input ends: with exit status 0. Whatever else ends it is printed, and the status is 1.
	 *
	 * @param args the class of the engine
	 */
	public static void main(final String[] args) {
		final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
		// Whatever else prints must not come between the answers.
		System.setOut(System.err);
		int status = 1;
		try {
			run(args[0], out);
		}
		catch (final EOFException e) {
			// Nobody is there any more.
			status = 0;
		}
		catch (final Throwable e) {
			e.printStackTrace();
		}
		finally {
			// Whatever is being computed, and without the hooks of natives.
			Runtime.getRuntime().halt(status);
		}
	}

	private static void run(final String engineClass, final DataOutputStream out) throws IOException, ReflectiveOperationException {
		final Engine engine;
		try {
			engine = Class.forName(engineClass).asSubclass(Engine.class).getConstructor().newInstance();
		}
		catch (final ReflectiveOperationException e) {
			if (e.getCause() instanceof EngineException known) {
				new Answer(Answer.HELLO, Answer.Status.ENGINE_EXCEPTION, 0, known.getMessage()).write(out);
				return;
			}
			throw e;
		}
		new Answer(Answer.HELLO, Answer.Status.DONE, 0, engine.name() + "\n" + engine.instructionSet()).write(out);
		new WorkerMain(engine, new DataInputStream(new BufferedInputStream(System.in)), out).serve();
	}

	private void serve() throws IOException {
		while (true) {
			final Answer.Request request = Answer.Request.values()[in.readByte()];
			final int id = in.readInt();
			final RequestContent content = new RequestContent(in, in.readInt());
			final Served served = sessions.computeIfAbsent(id, key -> new Served());
			if (request == Answer.Request.CLOSE) {
				sessions.remove(id);
				served.thread.execute(() -> close(served));
				served.thread.shutdown();
			}
			else {
				answer(id, served, taskOrFailure(request, served, new DataInputStream(content)));
			}
			content.skipRest();
		}
	}

	/** What cannot be read is answered too, unless the input ends. */
	private Task taskOrFailure(final Answer.Request request, final Served served, final DataInputStream content) throws IOException {
		try {
			return task(request, served, content);
		}
		catch (final RuntimeException | Error e) {
			return () -> {
				throw e;
			};
		}
	}

	private Task task(final Answer.Request request, final Served served, final DataInputStream content) throws IOException {
		return switch (request) {
			case OPEN -> {
				final Network network = NetworkStream.read(content);
				yield () -> {
					served.session = engine.open(network);
					return 0;
				};
			}
			case MAP -> {
				final Path file = Path.of(content.readUTF());
				final int length = content.readInt();
				yield () -> {
					served.floats = SharedFloats.map(file, length);
					return 0;
				};
			}
			case HEAD -> {
				final int size = content.readInt();
				final int height = content.readInt();
				final int width = content.readInt();
				yield () -> served.result(served.session.head(served.floats.read(size), height, width));
			}
			case BODY -> {
				final int bits = content.readInt();
				yield () -> served.result(served.session.body(bits));
			}
			case CLOSE -> throw new IllegalArgumentException("is not answered");
		};
	}

	private static void close(final Served served) {
		if (served.session != null) {
			served.session.close();
		}
	}

	private void answer(final int id, final Served served, final Task task) {
		served.thread.execute(() -> {
			final Answer answer = run(id, task);
			try {
				synchronized (out) {
					answer.write(out);
				}
			}
			catch (final IOException e) {
				// Nobody is there any more: our input ends too.
			}
		});
	}

	/** Answers whatever is thrown: somebody waits. */
	private static Answer run(final int id, final Task task) {
		try {
			return new Answer(id, Answer.Status.DONE, task.run(), "");
		}
		catch (final IllegalArgumentException e) {
			return new Answer(id, Answer.Status.ILLEGAL_ARGUMENT, 0, String.valueOf(e.getMessage()));
		}
		catch (final EngineException e) {
			return new Answer(id, Answer.Status.ENGINE_EXCEPTION, 0, e.getMessage());
		}
		catch (final Throwable e) {
			return new Answer(id, Answer.Status.ENGINE_EXCEPTION, 0, "The engine failed in its own process (" + e + ").");
		}
	}
}
