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

import java.awt.EventQueue;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.swing.JLabel;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.RoiListener;
import io.github.granulardq.command.UserMessages;

/**
 * What the dialog computes while it is open, in threads that end with it: the estimate and the preview. Only the last that was asked for is finished and shown.
 * Methods are called by the thread of the dialog.
 */
final class DialogWork implements RoiListener, ImageListener, AutoCloseable {

	private static final int WIDTH = 380;
	private static final int DELAY_MILLIS = 150;

	private final ImagePlus image;
	private final Supplier<Map<String, String>> values;
	private final JLabel label = new JLabel(DialogTexts.wrapped("Estimating ...<br>&nbsp;", WIDTH));
	private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
		final Thread thread = new Thread(work, "granular-dq-dialog");
		thread.setDaemon(true);
		return thread;
	});
	private final AtomicInteger estimates = new AtomicInteger();
	private final AtomicInteger previews = new AtomicInteger();
	private volatile boolean closed;
	private final Runnable end;
	private ImagePlus preview;

	/**
	 * @param values of the dialog, by key
	 * @param end cancels the dialog, because the image is closed
	 */
	DialogWork(final ImagePlus image, final Supplier<Map<String, String>> values, final Runnable end) {
		this.image = image;
		this.values = values;
		this.end = end;
		ImagePlus.addImageListener(this);
		Roi.addRoiListener(this);
	}

	/** Where the estimate is shown. */
	JLabel label() {
		return label;
	}

	/** Begins to estimate what the run will take. */
	void estimate() {
		if (closed) {
			return;
		}
		final int number = estimates.incrementAndGet();
		final Map<String, String> chosen = values.get();
		submit(() -> {
			pause(); // others may follow soon
			if (closed || estimates.get() != number) {
				return;
			}
			final String text = sentence(() -> Estimate.of(image, chosen, () -> closed || estimates.get() != number));
			EventQueue.invokeLater(() -> {
				if (!closed && estimates.get() == number) {
					label.setText(DialogTexts.wrapped(DialogTexts.escaped(text), WIDTH));
				}
			});
		});
	}

	@Override
	public void roiModified(final ImagePlus changed, final int what) {
		if (changed == image) {
			EventQueue.invokeLater(this::estimate);
		}
	}

	@Override
	public void imageClosed(final ImagePlus gone) {
		if (gone == image) {
			EventQueue.invokeLater(end);
		}
	}

	@Override
	public void imageOpened(final ImagePlus opened) {
		// Others do not matter.
	}

	@Override
	public void imageUpdated(final ImagePlus updated) {
		// What is estimated does not depend on pixels.
	}

	private static void pause() {
		try {
			Thread.sleep(DELAY_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Begins a preview; its window replaces the last one. */
	void preview() {
		final int number = previews.incrementAndGet();
		final Map<String, String> chosen = values.get();
		final Preview wanted;
		try {
			wanted = new Preview(image);
		}
		catch (final RuntimeException e) {
			IJ.showStatus(UserMessages.always(e));
			return;
		}
		IJ.showStatus("Preview ...");
		submit(() -> {
			final ImagePlus[] computed = new ImagePlus[1];
			final String text = sentence(() -> {
				computed[0] = wanted.compute(chosen, () -> closed || previews.get() != number);
				return "";
			});
			EventQueue.invokeLater(() -> {
				if (!closed && previews.get() == number) {
					IJ.showStatus(text);
					show(computed[0]);
				}
			});
		});
	}

	private void submit(final Runnable work) {
		if (!closed) {
			threads.submit(work);
		}
	}

	/** A mistake is said where the result would be. */
	private static String sentence(final Supplier<String> work) {
		try {
			return work.get();
		}
		catch (final CancellationException e) {
			return "";
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			return UserMessages.always(e);
		}
	}

	private void show(final ImagePlus computed) {
		if (computed != null) {
			Preview.close(preview);
			preview = computed;
			computed.show();
		}
	}

	/** Ends all work, and closes the preview. */
	@Override
	public void close() {
		closed = true;
		Roi.removeRoiListener(this);
		ImagePlus.removeImageListener(this);
		threads.shutdown();
		EventQueue.invokeLater(() -> Preview.close(preview));
	}
}
