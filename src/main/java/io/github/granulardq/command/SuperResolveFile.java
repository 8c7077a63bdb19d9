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

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.BlockFiles;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.OutputType;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.SuperResolver;

/** Enlarges an image file into another. Everything that can be refused is refused before the work starts. Stateless. */
public final class SuperResolveFile {

	private static final int RGB_BITS = 24;
	private static final int FLOAT_BITS = 32;

	/**
	 * The files of a run.
	 *
	 * @param input image to enlarge
	 * @param output where the enlarged image goes
	 * @param bitMap where the bits of each pixel go; null for nowhere
	 * @param report where the report goes; null for nowhere
	 * @param overwrite whether files that are there are replaced
	 */
	public record Files(Path input, Path output, Path bitMap, Path report, boolean overwrite) {

		private List<Path> written() {
			return Stream.of(output, bitMap, report).filter(Objects::nonNull).toList();
		}

		private OutputFile target(final Path path) {
			return new OutputFile(path, overwrite);
		}
	}

	private SuperResolveFile() {
	}

	/**
	 * Enlarges a file. A selection that is stored in it does not crop.
	 *
	 * @return what was done
	 * @throws InputException if a file cannot be read or written, or an option does not fit; then nothing was written, unless the
	 *         message says so
	 */
	public static Report run(final Files files, final SuperResolveOptions options, final Monitor monitor) {
		return run(files, options, monitor, BlockExecution.HERE);
	}

	/**
	 * As {@link #run(Files, SuperResolveOptions, Monitor)}.
	 *
	 * @param execution where blocks are computed, if the file is enlarged block by block
	 */
	public static Report run(final Files files, final SuperResolveOptions options, final Monitor monitor, final BlockExecution execution) {
		options.output().requireFile();
		check(files);
		try (Enlarger enlarger = Enlarger.load(options, options.model().isEmpty() && isColour(files.input), monitor)) {
			return enlarge(files, enlarger, execution);
		}
	}

	/**
	 * As {@link #run(Files, SuperResolveOptions, Monitor)}, with a model that is loaded already.
	 *
	 * @param enlarger stays the caller's
	 */
	public static Report run(final Files files, final Enlarger enlarger) {
		enlarger.options().output().requireFile();
		check(files);
		return enlarge(files, enlarger, BlockExecution.HERE);
	}

	private static Report enlarge(final Files files, final Enlarger enlarger, final BlockExecution execution) {
		final int scale = enlarger.model().scale();
		final OutputType type = enlarger.options().output().type();
		if (StreamedFile.isNeeded(files, scale, type)) {
			return ClassLoaders.withOurs(() -> StreamedFile.run(files, enlarger, execution));
		}
		final ImagePlus input = ImageOpener.open(files.input);
		requireStorable(files, input, scale, type);
		final SuperResolveImage.Result result = SuperResolveImage.run(input, enlarger);
		final Report report = result.report().withFiles(files.input.toString(), files.output.toString());
		ImageSaver.save(result.image(), files.target(files.output));
		if (files.bitMap != null) {
			afterOutput(files, "bit map", () -> ImageSaver.save(result.bits().toImage(), files.target(files.bitMap)));
		}
		writeReport(files, report);
		return report;
	}

	/**
	 * Opens an input that is read block by block, with a cache for the workers of this process.
	 *
	 * @throws InputException if it cannot be read
	 */
	public static ImageSource open(final Path input) {
		return StreamedFile.open(input);
	}

	/** Returns all that the pixels of an output depend on, as a text: options, model, engine, and the input as it is now. */
	public static String identity(final SuperResolver resolver, final ImageSource source) {
		return resolver.identity() + "; input of " + source.fingerprint();
	}

	/** Writes the report if it is wanted. */
	static void writeReport(final Files files, final Report report) {
		if (files.report != null) {
			afterOutput(files, "report", () -> files.target(files.report).writeText(report.toJson() + "\n"));
		}
	}

	/** Whether a file is a colour image, for which other models come first. */
	private static boolean isColour(final Path input) {
		if (BlockFiles.canOpen(input)) {
			try (ImageSource source = open(input)) {
				return source.metadata().rgb();
			}
		}
		return ImageOpener.open(input).getBitDepth() == RGB_BITS; // formats that are never large
	}

	private static void requireKnownEnding(final Path path) {
		if (!BlockFiles.isWrittenByBlock(path)) {
			ImageSaver.requireKnownEnding(path);
		}
	}

	private static void check(final Files files) {
		requireKnownEnding(files.output);
		if (files.bitMap != null) {
			requireKnownEnding(files.bitMap);
		}
		OutputFile.requireDistinct(files.output, files.bitMap, files.report);
		for (final Path path : files.written()) {
			files.target(path).check(files.input);
		}
	}

	private static void requireStorable(final Files files, final ImagePlus input, final int scale, final OutputType type) {
		final boolean rgb = input.getBitDepth() == RGB_BITS;
		final boolean widened = type == OutputType.FLOAT;
		final long planes = (long) input.getStackSize() * (rgb && widened ? 3 : 1);
		ImageSaver.requireStorable(files.output, (long) input.getWidth() * scale, (long) input.getHeight() * scale, planes,
			widened ? FLOAT_BITS : input.getBitDepth());
		if (files.bitMap != null) {
			ImageSaver.requireStorable(files.bitMap, input.getWidth(), input.getHeight(), (long) input.getStackSize() * (rgb ? 3 : 1),
				Byte.SIZE);
		}
	}

	/** Does what follows the output; if that fails, the message says that the output is there. */
	static void afterOutput(final Files files, final String what, final Runnable action) {
		try {
			action.run();
		}
		catch (final InputException e) {
			throw new InputException("\"" + files.output + "\" was written, but not the " + what + ": " + e.getMessage(), e);
		}
	}
}
