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
package io.github.granulardq.io;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * Opens image files as ImageJ does, with calibration, display and selections, but checks them first: ImageJ shows dialogs, or says
 * nothing, where a file is damaged. Formats: TIFF (strips; not BigTIFF), PNG, JPEG, GIF, BMP.
 * <p>
 * ImageJ keeps state that all threads share: open one file at a time.
 */
public final class ImageOpener {

	/** What can be opened, for messages. */
	public static final String FORMATS = "TIFF, PNG, JPEG, GIF and BMP";

	/** What Java's JPEG reader calls a file that was cut off, of which it fills the rest with grey. */
	private static final Pattern CUT = Pattern.compile("(?i)truncated|premature");

	private ImageOpener() {
	}

	/**
	 * Opens a file into memory, without showing it.
	 *
	 * @return the image; its title is the name of the file
	 * @throws InputException if there is no such file, or it is a folder, damaged, cut off, of another format, or too large
	 */
	public static ImagePlus open(final Path file) {
		if (!Files.exists(file)) {
			throw new InputException("There is no file \"" + file + "\": check the name and the folder.");
		}
		if (Files.isDirectory(file)) {
			throw new InputException("\"" + file + "\" is a folder: give an image file in it.");
		}
		try {
			final ImagePlus image = open(file, formatOf(file));
			image.setTitle(file.getFileName().toString());
			return image;
		}
		catch (final IOException e) {
			throw new InputException("Cannot open \"" + file + "\": " + IoMessages.reason(e) + ".", e);
		}
		catch (final OutOfMemoryError e) {
			throw new InputException("\"" + file + "\" does not fit into memory: give Java more (-Xmx), or cut the image.", e);
		}
	}

	/** Whether a file begins like an image of one of the formats, BigTIFF included, whatever its name says. */
	public static boolean looksLikeImage(final Path file) {
		try {
			return Files.isRegularFile(file) && ImageFormat.of(file).isPresent();
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static ImageFormat formatOf(final Path file) throws IOException {
		final Optional<ImageFormat> format = ImageFormat.of(file);
		if (format.isEmpty()) {
			throw new IOException("it is none of the formats " + FORMATS + ", whatever its name says");
		}
		if (format.get() == ImageFormat.BIG_TIFF) {
			throw new IOException("BigTIFF is not supported; save it as TIFF, in parts if it is larger than 4 GB");
		}
		return format.get();
	}

	private static ImagePlus open(final Path file, final ImageFormat format) throws IOException {
		final int planes;
		if (format == ImageFormat.TIFF) {
			planes = TiffCheck.check(file);
		}
		else {
			decodes(file);
			planes = 1;
		}
		final ImagePlus image = openChecked(file);
		if (image.getStackSize() < planes) {
			throw new IOException("only " + image.getStackSize() + " of its " + planes + " planes can be read");
		}
		if (format != ImageFormat.TIFF) { // there, look-up tables are for display
			Palettes.resolve(image);
		}
		return image;
	}

	/** Opens by ImageJ; its messages become exceptions as far as it allows. */
	private static ImagePlus openChecked(final Path file) throws IOException {
		final AtomicReference<Throwable> caught = new AtomicReference<>();
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		opener.doNotUseBioFormats();
		final ImagePlus image;
		final boolean headless = GraphicsEnvironment.isHeadless(); // with windows there may be a handler already, Fiji's
		final IJ.ExceptionHandler before = headless ? exceptionHandler() : null;
		if (headless) {
			IJ.setExceptionHandler(caught::set);
		}
		try {
			final Path absolute = file.toAbsolutePath();
			image = opener.openImage(absolute.getParent().toString(), absolute.getFileName().toString());
		}
		catch (final RuntimeException e) {
			throw new IOException("ImageJ cannot read it (" + e + ")", e);
		}
		finally {
			if (headless) {
				IJ.setExceptionHandler(before);
			}
		}
		if (caught.get() != null || image == null || image.getWidth() < 1) {
			throw new IOException("ImageJ cannot read it", caught.get());
		}
		return image;
	}

	/** ImageJ does not say which handler is set. */
	private static IJ.ExceptionHandler exceptionHandler() {
		try {
			final Field field = IJ.class.getDeclaredField("exceptionHandler");
			field.setAccessible(true);
			return (IJ.ExceptionHandler) field.get(null);
		}
		catch (final ReflectiveOperationException | RuntimeException e) {
			return null; // another version of ImageJ: its own handling
		}
	}

	/** Decodes by ImageIO, which says what is wrong instead of showing it. */
	private static void decodes(final Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) {
				throw new IOException("it is damaged");
			}
			final ImageReader reader = readers.next();
			final AtomicBoolean cut = new AtomicBoolean();
			try {
				reader.setInput(in);
				reader.addIIOReadWarningListener((source, text) -> {
					if (CUT.matcher(text).find()) {
						cut.set(true);
					}
				});
				final BufferedImage image = reader.read(0);
				image.flush();
			}
			catch (final RuntimeException e) {
				throw new IOException("it is damaged", e);
			}
			finally {
				reader.dispose();
			}
			if (cut.get()) {
				throw new IOException("it is cut off");
			}
		}
	}
}
