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

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

import io.github.granulardq.engine.EngineException;

/**
 * oneDNN's engine and stream of one session, and short forms of its C functions. What the methods return belongs to the scope that is
 * given. Not thread-safe.
 */
final class Dnnl implements AutoCloseable {

	/** Bytes. Natives start at multiples of it, as vector instructions like it. */
	static final int ALIGNMENT = 64;

	/** What helps where memory outside Java's heap is short. */
	static final String MORE = "use fewer workers, or give Java less (-Xmx)";

	private final NativeScope scope = new NativeScope();

	private final dnnl_engine engine = new dnnl_engine();

	private final dnnl_stream stream = new dnnl_stream();

	/** Natives must be loaded. */
	Dnnl() {
		check(dnnl_engine_create(engine, dnnl_cpu, 0), "create an engine");
		scope.own(engine, e -> dnnl_engine_destroy(e));
		check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "create a stream");
		scope.own(stream, s -> dnnl_stream_destroy(s));
	}

	dnnl_engine engine() {
		return engine;
	}

	dnnl_stream stream() {
		return stream;
	}

	/**
	 * @throws NoImplementationException if a C function says that there is none
	 * @throws EngineException unless it says that it succeeded
	 */
	static void check(final int status, final String what) {
		if (status == dnnl_unimplemented) {
			throw new NoImplementationException("oneDNN cannot " + what + " on this processor.");
		}
		if (status != dnnl_success) {
			throw new EngineException("oneDNN could not " + what + " (status " + status + ").");
		}
	}

	/** oneDNN's number of a type. */
	static int type(final Plan.Type type) {
		return switch (type) {
			case FLOAT -> dnnl_f32;
			case BRAIN_FLOAT -> dnnl_bf16;
			case SIGNED -> dnnl_s8;
			case UNSIGNED, OFFSET -> dnnl_u8;
		};
	}

	/** Describes memory in a format that a tag names. */
	static dnnl_memory_desc describe(final NativeScope scope, final int type, final int tag, final long... dimensions) {
		final dnnl_memory_desc described = new dnnl_memory_desc();
		check(dnnl_memory_desc_create_with_tag(described, dimensions.length, dimensions, type, tag), "describe memory");
		return scope.own(described, d -> dnnl_memory_desc_destroy(d));
	}

	/** Describes memory in a format that a primitive chooses. */
	static dnnl_memory_desc describeAny(final NativeScope scope, final int type, final long... dimensions) {
		return describe(scope, type, dnnl_format_tag_any, dimensions);
	}

	/** Describes a feature map. */
	static dnnl_memory_desc describe(final NativeScope scope, final Plan.Value value, final int height, final int width) {
		return describe(scope, type(value.type()), dnnl_nhwc, 1, value.channels(), (long) value.zoom() * height, (long) value.zoom() * width);
	}

	/** Describes numbers at any distances from each other. */
	static dnnl_memory_desc describeStrided(final NativeScope scope, final int type, final long[] dimensions, final long[] strides) {
		final dnnl_memory_desc described = new dnnl_memory_desc();
		check(dnnl_memory_desc_create_with_strides(described, dimensions.length, dimensions, type, strides), "describe memory");
		return scope.own(described, d -> dnnl_memory_desc_destroy(d));
	}

	/** Makes a memory object of bytes that stay the caller's. */
	dnnl_memory memory(final NativeScope into, final dnnl_memory_desc described, final Pointer bytes) {
		final dnnl_memory memory = new dnnl_memory();
		check(dnnl_memory_create(memory, described, engine, bytes), "create memory");
		into.own(memory, m -> dnnl_memory_destroy(m));
		// Referred to until the scope is closed.
		into.own(bytes, b -> {});
		return memory;
	}

	/**
	 * Allocates.
	 *
	 * @throws EngineException if there is no memory
	 */
	static BytePointer allocate(final NativeScope scope, final long bytes) {
		final BytePointer all;
		try {
			all = new BytePointer(bytes + ALIGNMENT);
		}
		catch (final OutOfMemoryError e) {
			throw new EngineException("There is no memory outside Java's heap for " + bytes + " bytes: " + MORE + ".", e);
		}
		scope.own(all, Pointer::deallocate);
		final long misaligned = all.address() % ALIGNMENT;
		return scope.own(all.getPointer(misaligned == 0 ? 0 : ALIGNMENT - misaligned), b -> {});
	}

	/** Allocates and fills. */
	static FloatPointer floats(final NativeScope scope, final float... values) {
		final FloatPointer floats = new FloatPointer(allocate(scope, (long) Float.BYTES * values.length));
		floats.put(values);
		return scope.own(floats, f -> {});
	}

	@Override
	public void close() {
		scope.close();
	}
}
