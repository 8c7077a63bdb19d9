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
package io.github.granulardq.command.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.granulardq.InputException;
import io.github.granulardq.command.AdvancedOptions;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Blocks;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.ProgressListener;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that commands which enlarge have in common. */
final class EnlargeOptions {

	private static final Pattern BYTES = Pattern.compile("(\\d{1,12})([kmgt]?)b?");
	private static final int KILO_BITS = 10;

	@Spec(Spec.Target.MIXEE)
	private CommandSpec spec;

	@Option(names = "--model", paramLabel = "ID",
		description = "Id of a model (see: granular-dq models), or the path of a package (default: the first that was made for this kind of image, RGB or not).")
	private String model;

	@Option(names = "--scale", paramLabel = "N", defaultValue = "", description = "2, 3 or 4; must be that of the model (default: the model's).")
	private String scale;

	@Option(names = "--bits", defaultValue = "dynamic", description = "dynamic, 4, 5, 6, 8 or 32; for comparison also paper, edge, "
		+ "random, edge:FAB or random:FAB (default: ${DEFAULT-VALUE}).")
	private String bits;

	@Option(names = "--engine", defaultValue = "auto", description = "auto, integer or tensorflow (default: ${DEFAULT-VALUE}).")
	private String engine;

	@Option(names = "--grid", defaultValue = "seamless", description = "seamless or paper (default: ${DEFAULT-VALUE}).")
	private String grid;

	@Option(names = "--workers", paramLabel = "N", description = "Threads that compute (default: one for each processor).")
	private Integer workers;

	@Option(names = "--memory", paramLabel = "SIZE", description = "Memory for patches in flight, for example 500m or 2g.")
	private String memory;

	@Option(names = "--block", paramLabel = "PIXELS", defaultValue = "" + Blocks.WISHED,
		description = "Width of the blocks that large images are written in, about (default: ${DEFAULT-VALUE}).")
	private int block;

	@Option(names = "--range", paramLabel = "LOW:HIGH", split = ",",
		description = "Intensities that become black and white of the model, for all channels, or for each, with commas (default: percentiles of the image).")
	private List<String> ranges = List.of();

	@Option(names = "--skip-empty", negatable = true, fallbackValue = "true",
		description = "Enlarge patches without content by bicubic interpolation, or not (default: where the model adds to it and bits are decided patch by patch).")
	private Boolean skipEmpty;

	@Mixin
	private PercentilesOptions percentiles;

	@Option(names = "--output", paramLabel = "TYPE", defaultValue = "same", description = "Pixel type, same or 32-bit (default: ${DEFAULT-VALUE}).")
	private String type;

	/**
	 * Returns what the user chose.
	 *
	 * @throws ParameterException if a value is wrong
	 */
	SuperResolveOptions options() {
		try {
			final SuperResolveOptions options = new SuperResolveOptions(model == null ? "" : model, SuperResolveOptions.parseScale(scale), Bits.parse(bits), EngineChoice.parse(
				engine), GridKind.parse(grid), OutputChoice.parse(type).requireFile(), AdvancedOptions.parseRanges(String.join(",", ranges)), skipEmpty, percentiles.read());
			bytes();
			if (model != null) {
				requireKnown(model);
			}
			requireWorkers(workers);
			if (block < 1) {
				throw new InputException("Blocks of " + block + " pixels cannot be written: give 1 or more.");
			}
			return options;
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
	}

	/** Returns what watches and limits the run, once {@link #options()} was found right. */
	Monitor monitor(final ProgressListener progress) {
		final int threads = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
		return new Monitor(progress, Main.INTERRUPTED::get, threads, bytes(), block);
	}

	private long bytes() {
		return memory == null ? Long.MAX_VALUE : parseBytes(memory);
	}

	/** Null stands for the default. */
	static void requireWorkers(final Integer workers) {
		if (workers != null && workers < 1) {
			throw new InputException("The number of workers is " + workers + ": give 1 or more.");
		}
	}

	/** A name that is neither an id nor a path is wrong use; what is wrong in a package is found when it is loaded. */
	static void requireKnown(final String name) {
		if (name.isBlank() || !ModelCatalog.ids().contains(name) && !isPath(name)) {
			ModelCatalog.find(name); // which says what there is
		}
	}

	private static boolean isPath(final String name) {
		try {
			return Files.exists(Path.of(name));
		}
		catch (final InvalidPathException e) {
			return false;
		}
	}

	/**
	 * Reads an amount of memory.
	 *
	 * @param text digits and k, m, g or t, each 1024 of the one before
	 */
	static long parseBytes(final String text) {
		final Matcher matcher = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
		final long bytes = matcher.matches() ? Long.parseLong(matcher.group(1)) << KILO_BITS * " kmgt".indexOf(suffix(matcher)) : 0;
		if (bytes < 1) {
			throw new InputException("There is no amount of memory \"" + text + "\": write for example 500m or 2g.");
		}
		return bytes;
	}

	private static String suffix(final Matcher matcher) {
		return matcher.group(2).isEmpty() ? " " : matcher.group(2);
	}
}
