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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import ij.IJ;
import ij.Macro;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.granulardq.command.UserMessages;

/**
 * A stack whose planes are computed each time that ImageJ asks for one; what was computed last comes from a cache. Planes are copies: as in
 * all virtual stacks, what is drawn into one is gone when another is shown.
 * <p>
 * A plane that fails is black where a window shows it, with one message; a command that asks for it ends.
 */
final class LazyStack extends VirtualStack {

	/** The thread in which ImageJ's windows follow their sliders. */
	private static final String SLIDER_THREAD = "zSelector";

	private final LazySession session;
	private final List<Integer> planes;
	private final List<String> labels;
	private volatile Object blank;
	private volatile String lastFailure;
	private volatile double[] range;

	/**
	 * A stack without pixels: see {@link #open}.
	 *
	 * @param size planes
	 * @param bitDepth of ImageJ's pixels
	 */
	LazyStack(final LazySession session, final int width, final int height, final int size, final int bitDepth) {
		super(width, height);
		this.session = session;
		planes = new ArrayList<>(IntStream.range(0, size).boxed().toList());
		labels = new ArrayList<>(Collections.nCopies(size, null));
		setBitDepth(bitDepth);
		blank = black().getPixels();
	}

	/** Computes planes from now on; before, all of them are black. */
	void open() {
		blank = null;
	}

	/**
	 * Computes a plane.
	 *
	 * @param n from 1
	 * @throws RuntimeException as {@link LazySession#plane} does
	 */
	Object compute(final int n) {
		return session.plane(planes.get(translate(n) - 1), false);
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		if (n < 1 || n > size()) {
			throw new IllegalArgumentException("plane " + n + " of " + size());
		}
		final Object empty = blank;
		final ImageProcessor plane = processor(empty == null ? look(n) : empty);
		if (getColorModel() != null && getBitDepth() != 24) {
			plane.setColorModel(getColorModel());
		}
		final double[] shown = range;
		if (shown != null && getBitDepth() != 24) {
			plane.setMinAndMax(shown[0], shown[1]);
		}
		plane.setCalibrationTable(cTable);
		plane.setSliceNumber(n);
		return plane;
	}

	private Object look(final int n) {
		final boolean window = EventQueue.isDispatchThread() || Thread.currentThread().getName().equals(SLIDER_THREAD);
		try {
			final Object pixels = session.plane(planes.get(translate(n) - 1), window);
			lastFailure = null;
			return pixels;
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			if (window) {
				tell(e);
				return black().getPixels();
			}
			Failures.show(() -> {
				throw e;
			});
			throw new RuntimeException(Macro.MACRO_CANCELED, e); // ends ImageJ's command without another message
		}
	}

	/** Says why a plane is black, once. */
	private synchronized void tell(final Throwable failure) {
		if (failure instanceof CancellationException) {
			IJ.showStatus("Cancelled: the plane is computed when it is shown again");
			return;
		}
		final String message = UserMessages.always(failure);
		if (!message.equals(lastFailure)) {
			lastFailure = message;
			EventQueue.invokeLater(() -> IJ.showMessage(Failures.TITLE, message));
		}
	}

	private ImageProcessor black() {
		return switch (getBitDepth()) {
			case 8 -> new ByteProcessor(getWidth(), getHeight());
			case 16 -> new ShortProcessor(getWidth(), getHeight());
			case 24 -> new ColorProcessor(getWidth(), getHeight(), new int[Math.multiplyExact(getWidth(), getHeight())]);
			default -> new FloatProcessor(getWidth(), getHeight());
		};
	}

	private ImageProcessor processor(final Object pixels) {
		return switch (getBitDepth()) {
			case 8 -> new ByteProcessor(getWidth(), getHeight(), (byte[]) pixels);
			case 16 -> new ShortProcessor(getWidth(), getHeight(), (short[]) pixels, null);
			case 24 -> new ColorProcessor(getWidth(), getHeight(), (int[]) pixels);
			default -> new FloatProcessor(getWidth(), getHeight(), (float[]) pixels);
		};
	}

	@Override
	public void update(final ImageProcessor shown) {
		super.update(shown);
		if (shown != null) {
			range = new double[] { shown.getMin(), shown.getMax() };
		}
	}

	@Override
	public int getSize() {
		return planes.size();
	}

	@Override
	public String getSliceLabel(final int n) {
		return labels.get(n - 1);
	}

	@Override
	public void setSliceLabel(final String label, final int n) {
		labels.set(n - 1, label);
	}

	@Override
	public void deleteSlice(final int n) {
		planes.remove(n - 1);
		labels.remove(n - 1);
	}

	@Override
	public String getFileName(final int n) {
		return null; // there is no file
	}

	@Override
	public String getDirectory() {
		return null;
	}
}
