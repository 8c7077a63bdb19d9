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

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.ImageIO;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.Prefs;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.granulardq.InputException;

/**
 * Saves images: {@code .tif} as ImageJ writes it, with calibration, display, labels, overlay and selection, and {@code .png} with
 * pixels alone. The same image gives the same bytes.
 */
public final class ImageSaver {

	/** TIFF's offsets have 32 bits. */
	private static final long TIFF_LIMIT = 0xffffffffL;
	private static final int TIFF_IFD_BYTES = 512;

	private ImageSaver() {
	}

	/**
	 * Finds out whether a file of this name can hold such an image.
	 *
	 * @param width pixels in a row
	 * @param height rows
	 * @param planes channels x slices x frames
	 * @param bitDepth 8, 16, 24 (RGB) or 32, as ImageJ counts
	 * @throws InputException if the ending is unknown, or its format cannot hold the image
	 */
	public static void requireStorable(final Path path, final long width, final long height, final long planes, final int bitDepth) {
		if (isPng(path)) {
			if (planes != 1) {
				throw new InputException("A PNG file holds one plane and the image for \"" + path + "\" has " + planes + ": save it as .tif.");
			}
			if (bitDepth == 32) {
				throw new InputException("A PNG file holds no 32-bit pixels, as \"" + path + "\" would: save it as .tif.");
			}
			return;
		}
		final long bytes = width * height * planes * (bitDepth / 8) + planes * TIFF_IFD_BYTES;
		if (bytes >= TIFF_LIMIT) {
			throw new InputException(String.format(Locale.ROOT,
				"The image for \"%s\" would take %.1f GB and a TIFF file holds 4: process it in parts.", path, bytes / 1e9));
		}
	}

	/**
	 * Finds out whether the ending of a name is one that can be saved.
	 *
	 * @throws InputException if not, naming the endings
	 */
	public static void requireKnownEnding(final Path path) {
		if (!isPng(path) && !isTiff(path)) {
			throw new InputException("Cannot save as \"" + path + "\": its ending must be .tif or .png.");
		}
	}

	/**
	 * Saves an image: the whole file appears, or nothing.
	 *
	 * @throws InputException if it cannot be saved there
	 */
	public static void save(final ImagePlus image, final OutputFile file) {
		requireKnownEnding(file.path());
		requireStorable(file.path(), image.getWidth(), image.getHeight(), image.getStackSize(), image.getBitDepth());
		if (isPng(file.path())) {
			file.write(out -> writePng(image.getProcessor(), out));
		}
		else {
			file.write(out -> writeTiff(image, out));
		}
	}

	private static boolean isTiff(final Path path) {
		final String name = path.toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".tif") && !name.endsWith(".ome.tif") || name.endsWith(".tiff") && !name.endsWith(".ome.tiff");
	}

	private static boolean isPng(final Path path) {
		return path.toString().toLowerCase(Locale.ROOT).endsWith(".png");
	}

	/** As FileSaver.saveAsTiff does, but with exceptions instead of dialogs. */
	private static void writeTiff(final ImagePlus image, final OutputStream out) throws IOException {
		final FileSaver saver = new FileSaver(image);
		final FileInfo info = image.getFileInfo();
		final boolean stack = info.nImages > 1;
		info.info = image.getInfoProperty();
		info.description = saver.getDescriptionString();
		if (stack && image.getStack() instanceof final VirtualStack planes) {
			info.virtualStack = planes;
		}
		info.sliceLabels = sliceLabels(image);
		info.roi = RoiEncoder.saveAsByteArray(image.getRoi());
		info.overlay = FileSaver.getOverlay(image);
		info.properties = image.getPropertiesAsArray();
		if (image instanceof CompositeImage && stack) {
			saver.saveDisplayRangesAndLuts(image, info);
		}
		encoder(info).write(out);
	}

	/** The byte order is little-endian, not what the user's preferences say: ImageJ loads those only where it has windows. */
	private static synchronized TiffEncoder encoder(final FileInfo info) {
		final boolean preferred = Prefs.intelByteOrder;
		Prefs.intelByteOrder = true;
		try {
			return new TiffEncoder(info); // which looks at the preference once
		}
		finally {
			Prefs.intelByteOrder = preferred;
		}
	}

	private static String[] sliceLabels(final ImagePlus image) {
		final String[] labels = new String[image.getStackSize()];
		boolean any = false;
		for (int i = 0; i < labels.length; i++) {
			labels[i] = SliceLabels.get(image, i + 1);
			any |= labels[i] != null;
		}
		return any ? labels : null;
	}

	/** Pixel values as they are, whatever the display range. */
	private static void writePng(final ImageProcessor pixels, final OutputStream out) throws IOException {
		final BufferedImage image = switch (pixels.getBitDepth()) {
			case 8 -> bytes((ByteProcessor) pixels);
			case 16 -> shorts(pixels);
			default -> pixels.getBufferedImage();
		};
		if (!ImageIO.write(image, "png", out)) {
			throw new IOException("this Java has no PNG writer");
		}
	}

	private static BufferedImage bytes(final ByteProcessor pixels) {
		final BufferedImage image = pixels.isColorLut() || pixels.isInvertedLut() //
			? new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, pixels.getLut())
			: new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
		final byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
		System.arraycopy(pixels.getPixels(), 0, target, 0, target.length);
		return image;
	}

	private static BufferedImage shorts(final ImageProcessor pixels) {
		final BufferedImage image = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
		final short[] target = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
		System.arraycopy(pixels.getPixels(), 0, target, 0, target.length);
		return image;
	}
}
