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
package io.github.granulardq.command.ij1;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.granulardq.command.ClassLoaders;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.LazySuperResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.type.numeric.RealType;

/**
 * Computes the planes of a virtual stack. What that takes is freed when the last window with the stack is closed, and when the stack is
 * garbage; whoever looks at a plane afterwards, as commands of ImageJ do that put the stack into another window, opens it again.
 * <p>
 * The pixels of the input are held, not copied. Thread-safe.
 */
final class LazySession implements ImageListener, AutoCloseable {

	private static final Cleaner CLEANER = Cleaner.create();

	private final AxedImage<?> input;
	private final boolean rgb;
	private final Model model;
	private final SuperResolveOptions options;
	private final Monitor limits;
	private final Set<ImagePlus> images = Collections.newSetFromMap(new WeakHashMap<>());
	private WeakReference<ImageStack> stack = new WeakReference<>(null);
	private SuperResolver resolver;
	private LazyPlanes planes;
	private volatile BooleanSupplier command;
	private volatile boolean oldEscape;

	/**
	 * Opens what computes.
	 *
	 * @param input axes x, y, and those of planes
	 * @param rgb whether the third axis holds the colours of a plane
	 * @param monitor of the command that opens; its cancellation counts until {@link #endOfCommand}
	 */
	LazySession(final AxedImage<?> input, final boolean rgb, final Model model, final SuperResolveOptions options, final Monitor monitor) {
		this.input = input;
		this.rgb = rgb;
		this.model = model;
		this.options = options;
		command = monitor.cancelled();
		limits = new Monitor((done, total) -> {}, this::isCancelled, monitor.workers(), monitor.memory(), monitor.block());
		planes();
	}

	private boolean isCancelled() {
		return command.getAsBoolean() || MacroRun.isStopped() || IJ.escapePressed() && !oldEscape;
	}

	/** From now on only Escape cancels. */
	void endOfCommand() {
		command = () -> false;
	}

	/**
	 * Serves a stack until it is garbage.
	 *
	 * @param virtual whose planes are those of this session
	 * @param image that has the stack
	 */
	void serve(final ImageStack virtual, final ImagePlus image) {
		synchronized (this) {
			stack = new WeakReference<>(virtual);
			images.add(image);
		}
		ImagePlus.addImageListener(this);
		CLEANER.register(virtual, this::end);
	}

	private void end() {
		ImagePlus.removeImageListener(this);
		close();
	}

	private synchronized LazyPlanes planes() {
		if (planes == null) {
			final SuperResolver opened = options.resolver(model, limits);
			try {
				planes = new LazyPlanes(lazy(opened, input), rgb);
				resolver = opened;
			}
			finally {
				if (resolver == null) {
					opened.close();
				}
			}
		}
		return planes;
	}

	private static <T extends RealType<T>> LazySuperResolution<?> lazy(final SuperResolver resolver, final AxedImage<T> image) {
		return resolver.lazy(image.pixels(), image.channelAxis());
	}

	/** Returns all that pixels depend on besides the image. */
	synchronized String identity() {
		planes();
		return resolver.identity();
	}

	/**
	 * Computes a plane, and shows progress; Escape cancels.
	 *
	 * @param number from 0
	 * @param freshEscape whether only Escape from now on counts; else also what was pressed since the command began that is looking
	 */
	Object plane(final int number, final boolean freshEscape) {
		if (freshEscape) {
			IJ.resetEscape();
		}
		oldEscape = IJ.escapePressed();
		try {
			return ClassLoaders.withOurs(() -> planes().plane(number, IJ::showProgress));
		}
		finally {
			IJ.showProgress(1.0);
		}
	}

	/** Whether something is there that computes. */
	synchronized boolean isOpen() {
		return planes != null;
	}

	/** Frees what computes, until a plane is looked at. */
	@Override
	public void close() {
		final SuperResolver closing;
		synchronized (this) {
			closing = resolver;
			resolver = null;
			planes = null;
		}
		if (closing != null) {
			closing.close();
		}
	}

	@Override
	public synchronized void imageOpened(final ImagePlus image) {
		if (image.hasImageStack() && image.getImageStack() == stack.get()) {
			images.add(image);
		}
	}

	@Override
	public void imageClosed(final ImagePlus image) {
		final boolean last;
		synchronized (this) {
			last = images.remove(image) && images.isEmpty();
		}
		if (last) {
			close();
		}
	}

	@Override
	public void imageUpdated(final ImagePlus image) {
		// nothing depends on it
	}
}
