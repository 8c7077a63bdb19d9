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

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_next_impl;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.LinkedHashMap;
import java.util.Map;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One of oneDNN's primitives: described, then given its arguments, then created, then run as often as one likes. Belongs to a scope and is
 * freed with it. oneDNN's reference implementations, which are slow, are refused.
 */
final class Primitive {

	private final Dnnl dnnl;

	private final NativeScope scope;

	private final String what;

	private final dnnl_primitive_desc described;

	private final String implementation;

	private final Map<Integer, dnnl_memory> arguments = new LinkedHashMap<>();

	private dnnl_primitive primitive;

	private dnnl_exec_arg_t list;

	/** Calls a C function that describes a primitive. */
	@FunctionalInterface
	interface Describer {

		/** Returns the status. */
		int describe(dnnl_primitive_desc into);
	}

	/**
	 * Describes a primitive.
	 *
	 * @param what it does, for messages
	 * @throws NoImplementationException if there is none, or but a reference implementation
	 */
	static Primitive of(final Dnnl dnnl, final NativeScope scope, final String what, final Describer describer) {
		return new Primitive(dnnl, scope, what, describer, false);
	}

	/** As {@link #of}, for what is done but once: may be a reference implementation. */
	static Primitive ofAnySpeed(final Dnnl dnnl, final NativeScope scope, final String what, final Describer describer) {
		return new Primitive(dnnl, scope, what, describer, true);
	}

	private Primitive(final Dnnl dnnl, final NativeScope scope, final String what, final Describer describer, final boolean anySpeed) {
		this.dnnl = dnnl;
		this.scope = scope;
		this.what = what;
		described = new dnnl_primitive_desc();
		Dnnl.check(describer.describe(described), what);
		scope.own(described, d -> dnnl_primitive_desc_destroy(d));
		String name = query();
		while (!anySpeed && isReference(name)) {
			if (dnnl_primitive_desc_next_impl(described) != dnnl_success) {
				throw new NoImplementationException("oneDNN has no fast way to " + what + " on this processor (only " + name + ").");
			}
			name = query();
		}
		implementation = name;
	}

	private static boolean isReference(final String name) {
		return name.startsWith("ref") || name.startsWith("simple") || name.contains(":ref") || name.contains("simple:");
	}

	private String query() {
		try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
			Dnnl.check(dnnl_primitive_desc_query(described, dnnl_query_impl_info_str, 0, name), "name an implementation");
			return name.get(BytePointer.class, 0).getString();
		}
	}

	/** oneDNN's name of the code that will run, which tells the instruction set. */
	String implementation() {
		return implementation;
	}

	/** Returns the description of an argument in the format that the primitive wants; valid as long as the scope. */
	dnnl_memory_desc wanted(final int query) {
		return dnnl_primitive_desc_query_md(described, query, 0);
	}

	/** Bytes that {@link #create} needs besides the arguments. */
	long scratchBytes() {
		return dnnl_memory_desc_get_size(wanted(dnnl_query_scratchpad_md));
	}

	/** Sets an argument. */
	Primitive with(final int argument, final dnnl_memory memory) {
		arguments.put(argument, memory);
		return this;
	}

	/**
	 * Generates the code. All arguments must have been given.
	 *
	 * @param scratch at least {@link #scratchBytes}; no other primitive may use it at the same time
	 */
	Primitive create(final BytePointer scratch) {
		if (scratchBytes() > 0) {
			with(DNNL_ARG_SCRATCHPAD, dnnl.memory(scope, wanted(dnnl_query_scratchpad_md), scratch));
		}
		final dnnl_primitive created = new dnnl_primitive();
		Dnnl.check(dnnl_primitive_create(created, described), "make code to " + what);
		primitive = scope.own(created, p -> dnnl_primitive_destroy(p));
		list = scope.own(new dnnl_exec_arg_t(arguments.size()), dnnl_exec_arg_t::deallocate);
		int i = 0;
		for (final Map.Entry<Integer, dnnl_memory> argument : arguments.entrySet()) {
			list.getPointer(i++).arg(argument.getKey()).memory(argument.getValue());
		}
		return this;
	}

	/** Runs in the calling thread. */
	void run() {
		final int status = dnnl_primitive_execute(primitive, dnnl.stream(), arguments.size(), list);
		if (status != dnnl_success) {
			Dnnl.check(status, what);
		}
	}

	@Override
	public String toString() {
		return what + " by " + implementation;
	}
}
