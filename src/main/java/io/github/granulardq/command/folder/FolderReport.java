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

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.granulardq.command.folder.FileOutcome.Status;

/**
 * What became of a folder. Immutable. The keys of the JSON and the columns of the table are public API and never renamed.
 *
 * @param model id of the model
 * @param inputFolder folder of images
 * @param outputFolder folder of results
 * @param cancelled whether the user stopped the run
 * @param notImages files that were left out: no images, or of another name
 * @param hidden files and folders that were left out because they are hidden
 * @param seconds wall time of the run
 * @param files an entry for each image, in the order of their names
 */
public record FolderReport(String model, String inputFolder, String outputFolder, boolean cancelled, int notImages, int hidden, double seconds,
	List<FileOutcome> files)
{

	/** Columns of the table, in their order. */
	public static final List<String> COLUMNS = List.of("file", "output", "status", "seconds", "fab", "bytes", "message");

	private static final JsonSerializer<Double> FINITE = (value, type, context) -> Double.isFinite(value) ? new JsonPrimitive(value)
		: JsonNull.INSTANCE;

	private static final Gson GSON = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).setPrettyPrinting()
		.disableHtmlEscaping().registerTypeAdapter(Double.class, FINITE).registerTypeAdapter(double.class, FINITE).registerTypeAdapter(Status.class,
			(JsonSerializer<Status>) (status, type, context) -> new JsonPrimitive(status.toString())).create();

	public FolderReport {
		files = List.copyOf(files);
	}

	/** Returns how many images have a status. */
	public long count(final Status status) {
		return files.stream().filter(f -> f.status() == status).count();
	}

	/** Whether every image has its result. */
	public boolean isComplete() {
		return !cancelled && count(Status.FAILED) == 0 && count(Status.CANCELLED) == 0;
	}

	/** Returns one JSON object. */
	public String toJson() {
		return GSON.toJson(this) + "\n";
	}

	/** Returns the table of files as comma-separated values (RFC 4180) with a line of column names. */
	public String toCsv() {
		final StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
		for (final FileOutcome f : files) {
			csv.append(String.join(",", quoted(f.file()), quoted(f.output()), f.status().toString(), String.format(Locale.ROOT, "%.3f", f.seconds()),
				Double.isNaN(f.fab()) ? "" : String.format(Locale.ROOT, "%.4f", f.fab()), Long.toString(f.bytes()), quoted(f.message()))).append('\n');
		}
		return csv.toString();
	}

	private static String quoted(final String text) {
		return "\"" + text.replace("\"", "\"\"") + "\"";
	}

	/** Returns what was done in one sentence, for the status bar and the command line. */
	public String summary() {
		final StringBuilder text = new StringBuilder(count(Status.DONE) + " of " + files.size() + " images enlarged");
		add(text, count(Status.SKIPPED), "there already");
		add(text, count(Status.FAILED), "failed");
		add(text, count(Status.CANCELLED), "not finished, since the run was cancelled");
		add(text, notImages, "other files left out");
		return text.append('.').toString();
	}

	private static void add(final StringBuilder text, final long count, final String what) {
		if (count > 0) {
			text.append(", ").append(count).append(' ').append(what);
		}
	}

	/** Returns one sentence about the images that failed; empty if none did. */
	public Optional<String> complaint() {
		final long failed = count(Status.FAILED);
		if (failed == 0) {
			return Optional.empty();
		}
		final StringBuilder text = new StringBuilder(failed + " of " + files.size() + " images failed");
		add(text, count(Status.DONE), "done");
		add(text, count(Status.SKIPPED), "there already");
		return Optional.of(text.append("; ").append(failures().get(0)).append(failed > 1 ? " All are in the table." : "").toString());
	}

	/** Returns a line for each image that failed: its name and the reason; empty if none did. */
	public List<String> failures() {
		return files.stream().filter(f -> f.status() == Status.FAILED).map(f -> f.file() + ": " + f.message()).toList();
	}
}
