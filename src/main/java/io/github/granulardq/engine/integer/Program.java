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

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bytedeco.javacpp.BytePointer;

import io.github.granulardq.engine.integer.Plan.Operation;
import io.github.granulardq.engine.integer.Plan.Value;

/**
 * A plan for one size of patch: generated code, and places for all values. Values that are never needed at the same time share a place. Not
 * thread-safe.
 */
final class Program implements AutoCloseable {

	private final NativeScope scope = new NativeScope();

	private final int height;

	private final int width;

	private final Map<Value, BytePointer> places = new IdentityHashMap<>();

	/** Values whose places may be used again. */
	private final Set<Value> owned = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<Runnable> steps = new ArrayList<>();

	private final List<Primitive> primitives = new ArrayList<>();

	/**
	 * @param given places of values that live longer than a run
	 */
	Program(final Dnnl dnnl, final Plan plan, final int height, final int width, final Map<Value, BytePointer> given,
		final PackedKernels kernels, final Quantizers quantizers)
	{
		this.height = height;
		this.width = width;
		places.putAll(given);
		try {
			allocate(plan);
			compile(new Compiler(dnnl, scope, kernels, quantizers, height, width, places), plan);
		}
		catch (final Throwable t) {
			scope.close();
			throw t;
		}
	}

	private void compile(final Compiler compiler, final Plan plan) {
		for (final Operation operation : plan.operations()) {
			if (operation instanceof Operation.Copy copy && copy.in().type() == copy.out().type()) {
				final BytePointer from = places.get(copy.in());
				final BytePointer to = places.get(copy.out());
				final long bytes = bytes(copy.out());
				steps.add(() -> BytePointer.memcpy(to, from, bytes));
			}
			else {
				final Primitive primitive = compiler.compile(operation);
				primitives.add(primitive);
				steps.add(primitive::run);
			}
		}
		final BytePointer scratch = Dnnl.allocate(scope, primitives.stream().mapToLong(Primitive::scratchBytes).max().orElse(0));
		primitives.forEach(primitive -> primitive.create(scratch));
	}

	/** Runs everything in the calling thread. */
	void run() {
		steps.forEach(Runnable::run);
	}

	/** Where a value is after a run; the plan's output or what was given. */
	BytePointer place(final Value value) {
		return places.get(value);
	}

	/** What computes, for messages and tests. */
	List<Primitive> primitives() {
		return List.copyOf(primitives);
	}

	private long bytes(final Value value) {
		final long pixels = (long) value.zoom() * height * value.zoom() * width;
		return pixels * value.channels() * value.type().bytes();
	}

	/** Finds places for all values that have none, in the order of the operations. */
	private void allocate(final Plan plan) {
		final Map<Value, Integer> lastUse = new IdentityHashMap<>();
		for (int i = 0; i < plan.operations().size(); i++) {
			lastUse.put(plan.operations().get(i).in(), i);
			lastUse.put(plan.operations().get(i).out(), i);
		}
		lastUse.put(plan.output(), Integer.MAX_VALUE);
		final Map<Long, List<BytePointer>> free = new HashMap<>();
		for (int i = 0; i < plan.operations().size(); i++) {
			final Operation operation = plan.operations().get(i);
			final Value out = operation.out();
			if (!places.containsKey(out)) {
				final List<BytePointer> fitting = free.getOrDefault(bytes(out), List.of());
				places.put(out, fitting.isEmpty() ? Dnnl.allocate(scope, bytes(out)) : fitting.remove(fitting.size() - 1));
				owned.add(out);
			}
			release(operation.in(), i, lastUse, free);
			if (operation.out() != operation.in()) {
				release(operation.out(), i, lastUse, free);
			}
		}
	}

	private void release(final Value value, final int now, final Map<Value, Integer> lastUse, final Map<Long, List<BytePointer>> free) {
		if (lastUse.get(value) == now && owned.contains(value)) {
			free.computeIfAbsent(bytes(value), b -> new ArrayList<>()).add(places.get(value));
		}
	}

	@Override
	public void close() {
		scope.close();
	}
}
