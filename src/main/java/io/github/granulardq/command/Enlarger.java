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
package io.github.granulardq.command;

import io.github.granulardq.model.Model;
import io.github.granulardq.superres.SuperResolver;

/**
 * A model that is loaded, and what computes with it, which is opened when the first image needs it and serves all that follow:
 *
 * <pre>
 * try (Enlarger enlarger = Enlarger.load(options, monitor)) {
 * 	SuperResolveFile.run(files, enlarger);
 * 	SuperResolveFile.run(others, enlarger);
 * }
 * </pre>
 *
 * Not thread-safe.
 */
public final class Enlarger implements AutoCloseable {

	private final SuperResolveOptions options;
	private final Model model;
	private final Monitor monitor;
	private SuperResolver resolver;

	private Enlarger(final SuperResolveOptions options, final Model model, final Monitor monitor) {
		this.options = options;
		this.model = model;
		this.monitor = monitor;
	}

	/**
	 * Loads the model of some options.
	 *
	 * @param monitor of all images
	 * @throws io.github.granulardq.InputException if there is no such model, or it cannot be used
	 */
	public static Enlarger load(final SuperResolveOptions options, final Monitor monitor) {
		return load(options, false, monitor);
	}

	/**
	 * As {@link #load(SuperResolveOptions, Monitor)}.
	 *
	 * @param rgb whether the images are colour images, which decides where no model was named
	 */
	public static Enlarger load(final SuperResolveOptions options, final boolean rgb, final Monitor monitor) {
		return new Enlarger(options, options.loadModel(rgb), monitor);
	}

	/** Returns the options that it was loaded with. */
	public SuperResolveOptions options() {
		return options;
	}

	/** Returns the model. */
	public Model model() {
		return model;
	}

	/** Returns what watches the runs. */
	public Monitor monitor() {
		return monitor;
	}

	/**
	 * Returns what computes; stays that of this object, which closes it.
	 *
	 * @throws io.github.granulardq.InputException if the options do not fit the model
	 * @throws io.github.granulardq.engine.EngineException if the engine cannot be used here
	 */
	public SuperResolver resolver() {
		if (resolver == null) {
			resolver = ClassLoaders.withOurs(() -> options.resolver(model, monitor));
		}
		return resolver;
	}

	@Override
	public void close() {
		if (resolver != null) {
			resolver.close();
		}
	}
}
