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
package io.github.granulardq.command.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.command.Enlarger;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.io.Journal;
import io.github.granulardq.io.OutputFile;

/**
 * Enlarges all images of a folder, file to file:
 *
 * <pre>
 * FolderOptions folder = FolderOptions.of(Map.of("input_folder", "/data", "output_folder", "/data/large"), true, false, false);
 * FolderReport report = SuperResolveFolder.run(folder, SuperResolveOptions.of(Map.of("scale", "2")), Monitor.none(), FolderListener.NONE);
 * report.failures().forEach(System.err::println);
 * </pre>
 *
 * The model is loaded once, and so is the engine. An image that fails does not stop the others. A table of what was done goes to the output
 * folder, as {@value #CSV} and {@value #JSON}. Stateless.
 */
public final class SuperResolveFolder {

	/** Name of the table in the output folder, for spreadsheets. */
	public static final String CSV = "super-resolved-files.csv";
	/** Name of the same for programs. */
	public static final String JSON = "super-resolved-files.json";

	private SuperResolveFolder() {
	}

	/**
	 * Enlarges.
	 *
	 * @param monitor its progress is over all files
	 * @return what became of each image, also if the run was cancelled
	 * @throws InputException if nothing could be begun: a folder, an option or the model is wrong, there is no image, results are there and must
	 *         not be, or two would have the same name; or if the table cannot be written
	 */
	public static FolderReport run(final FolderOptions folder, final SuperResolveOptions options, final Monitor monitor, final FolderListener listener) {
		options.output().requireFile();
		requireApart(folder);
		final FolderImages images = FolderImages.find(folder.input(), folder.recursive(), folder.pattern(), folder.output());
		if (images.found().isEmpty() && images.unreadable().isEmpty()) {
			throw new InputException("There is no image in \"" + folder.input() + "\"" + (folder.pattern().isBlank() ? "" : " whose name fits \"" + folder
				.pattern() + "\"") + (folder.recursive() ? "" : ", not counting the folders in it") + ": check the folder.");
		}
		final FolderProgress progress = new FolderProgress(monitor, images.found().size());
		try (Enlarger enlarger = Enlarger.load(options, progress.monitor())) {
			final OutputNames names = new OutputNames(images.found(), folder.format(), enlarger.model().scale());
			if (folder.existing() == Existing.ERROR) {
				requireNone(folder.output(), images.found().stream().map(names::output).toList());
			}
			create(folder.output());
			final FolderReport report = new FolderRun(folder, images, names, enlarger, progress, listener).run();
			write(folder.output().resolve(CSV), report.toCsv());
			write(folder.output().resolve(JSON), report.toJson());
			return report;
		}
	}

	/** Results must never be taken for images, by this run or the next. */
	private static void requireApart(final FolderOptions folder) {
		try {
			if (!Files.exists(folder.input()) || !Files.exists(folder.output())) {
				return; // what is missing is said later
			}
			if (Files.isSameFile(folder.input(), folder.output())) {
				throw new InputException("The output folder is the input folder, whose results would be enlarged the next time: give another one, which may lie in it.");
			}
			if (folder.recursive() && folder.input().toRealPath().startsWith(folder.output().toRealPath())) {
				throw new InputException("The input folder \"" + folder.input() + "\" lies in the output folder \"" + folder.output() +
					"\", and results in folders of the same names could get among the images: give another output folder.");
			}
		}
		catch (final IOException e) {
			throw new InputException("The folder \"" + folder.output() + "\" cannot be used: " + IoMessages.reason(e) + ".", e);
		}
	}

	private static void requireNone(final Path output, final List<Path> names) {
		final List<Path> there = names.stream().map(output::resolve).filter(SuperResolveFolder::isFinished).toList();
		if (!there.isEmpty()) {
			throw new InputException(there.size() + " of the " + names.size() + " results are there already, for example \"" + there.get(0) +
				"\": choose to skip or to overwrite them, or give another folder.");
		}
	}

	/** Whether there is a result that no run has to go on with. */
	static boolean isFinished(final Path output) {
		return Files.exists(output) && !Files.exists(Journal.of(output));
	}

	/**
	 * Makes a folder and those that it lies in.
	 *
	 * @throws InputException if that is not possible
	 */
	static void create(final Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new InputException("The folder \"" + folder + "\" cannot be made: " + IoMessages.reason(e) + ".", e);
		}
	}

	private static void write(final Path file, final String text) {
		new OutputFile(file, true).writeText(text);
	}
}
