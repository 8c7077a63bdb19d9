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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import io.github.granulardq.command.Enlarger;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.UserMessages;
import io.github.granulardq.command.folder.FileOutcome.Status;
import io.github.granulardq.superres.Report;

/** Takes the images of a folder one after the other. Used once. */
final class FolderRun {

	private static final double NANOS = 1e9;

	private final FolderOptions folder;
	private final FolderImages images;
	private final OutputNames names;
	private final Enlarger enlarger;
	private final FolderProgress progress;
	private final FolderListener listener;
	private final List<FileOutcome> outcomes = new ArrayList<>();
	private boolean cancelled;

	FolderRun(final FolderOptions folder, final FolderImages images, final OutputNames names, final Enlarger enlarger, final FolderProgress progress,
		final FolderListener listener)
	{
		this.folder = folder;
		this.images = images;
		this.names = names;
		this.enlarger = enlarger;
		this.progress = progress;
		this.listener = listener;
	}

	FolderReport run() {
		final long start = System.nanoTime();
		for (final FolderImages.Unreadable unreadable : images.unreadable()) {
			add(new FileOutcome(slashes(unreadable.folder()), "", Status.FAILED, 0, Double.NaN, 0, "The folder cannot be listed: " + unreadable.reason() + "."));
		}
		final List<Path> files = images.found();
		for (int i = 0; i < files.size(); i++) {
			cancelled = cancelled || progress.isCancelled();
			if (!cancelled) {
				listener.started(i, files.size(), slashes(files.get(i)));
			}
			add(cancelled ? outcome(files.get(i), Status.CANCELLED, "") : enlarge(files.get(i)));
			progress.moveTo(i + 1);
		}
		return new FolderReport(enlarger.model().id(), folder.input().toString(), folder.output().toString(), cancelled, images.others(), images.hidden(),
			(System.nanoTime() - start) / NANOS, outcomes);
	}

	private void add(final FileOutcome outcome) {
		outcomes.add(outcome);
		listener.finished(outcome);
	}

	private FileOutcome enlarge(final Path image) {
		final Path output = folder.output().resolve(names.output(image));
		if (folder.existing() == Existing.SKIP && SuperResolveFolder.isFinished(output)) {
			return outcome(image, Status.SKIPPED, "");
		}
		final long start = System.nanoTime();
		try {
			SuperResolveFolder.create(output.getParent());
			final Report report = SuperResolveFile.run(files(image), enlarger);
			return new FileOutcome(slashes(image), slashes(names.output(image)), Status.DONE, (System.nanoTime() - start) / NANOS, report.fab(), bytes(
				output), "");
		}
		catch (final CancellationException e) {
			cancelled = true;
			return outcome(image, Status.CANCELLED, UserMessages.always(e));
		}
		catch (final RuntimeException | OutOfMemoryError e) { // the others may be enlarged
			return outcome(image, Status.FAILED, UserMessages.always(e));
		}
	}

	private SuperResolveFile.Files files(final Path image) {
		return new SuperResolveFile.Files(folder.input().resolve(image), folder.output().resolve(names.output(image)), //
			folder.bitMap() ? folder.output().resolve(names.bitMap(image)) : null, //
			folder.report() ? folder.output().resolve(names.report(image)) : null, folder.existing() == Existing.OVERWRITE);
	}

	private FileOutcome outcome(final Path image, final Status status, final String message) {
		final long bytes = status == Status.SKIPPED ? bytes(folder.output().resolve(names.output(image))) : 0;
		return new FileOutcome(slashes(image), slashes(names.output(image)), status, 0, Double.NaN, bytes, message);
	}

	private static String slashes(final Path path) {
		final List<String> parts = new ArrayList<>();
		path.forEach(part -> parts.add(part.toString()));
		return String.join("/", parts);
	}

	/** Returns the bytes of a file, or of all files in a folder; what cannot be read counts nothing. */
	private static long bytes(final Path output) {
		try (Stream<Path> files = Files.walk(output)) {
			return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
		}
		catch (final IOException | UncheckedIOException e) {
			return 0;
		}
	}
}
