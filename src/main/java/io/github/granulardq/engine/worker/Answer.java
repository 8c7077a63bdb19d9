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

/**
 * What the worker process answers; it answers every request but {@link Request#CLOSE}, and says by an answer of session 0 what it is, once.
 *
 * @param session who asked
 * @param status how it went
 * @param count how many of the shared floats are the result
 * @param text the message of an exception; of session 0, the engine's name and instruction set, a line each
 */
record Answer(int session, Status status, int count, String text) {

	/** Of the answer that is no answer. */
	static final int HELLO = 0;

	/** Characters of 3 bytes at most, so that {@link DataOutputStream#writeUTF} takes them. */
	private static final int LONGEST_TEXT = 20_000;

	/** What a request led to. */
	enum Status {
		/** What was asked for. */
		DONE,
		/** An {@link io.github.granulardq.engine.EngineException}. */
		ENGINE_EXCEPTION,
		/** An {@link IllegalArgumentException}. */
		ILLEGAL_ARGUMENT
	}

	/** What can be asked for; the comments say what follows the kind, the number of the session and the length. */
	enum Request {
		/** A network. */
		OPEN,
		/** The file of the shared floats, and how many they are. */
		MAP,
		/** Height and width; the patch is in the shared floats. */
		HEAD,
		/** The bits. */
		BODY,
		/** Nothing. */
		CLOSE
	}

	void write(final DataOutputStream out) throws IOException {
		out.writeInt(session);
		out.writeByte(status.ordinal());
		out.writeInt(count);
		out.writeUTF(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
		out.flush();
	}

	static Answer read(final DataInputStream in) throws IOException {
		return new Answer(in.readInt(), Status.values()[in.readByte()], in.readInt(), in.readUTF());
	}
}
