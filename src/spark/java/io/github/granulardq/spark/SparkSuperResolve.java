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
package io.github.granulardq.spark;

import java.nio.file.Path;
import java.util.Locale;

import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.cli.SuperResolve;
import io.github.granulardq.superres.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code super-resolve INPUT OUTPUT.ome.zarr} on Spark: the options of the command, and the master. */
@Command(description = "Enlarges an image file into OME-Zarr on Apache Spark, embedded or a cluster.")
final class SparkSuperResolve extends SuperResolve {

	@Option(names = "--master", paramLabel = "URL",
		description = "Spark's master (default: that of spark-submit, or local[N] with the N of --workers).")
	private String master;

	@Override
	protected Report run(final SuperResolveFile.Files files, final SuperResolveOptions options, final Monitor monitor) {
		final Path name = files.output().getFileName();
		if (name == null || !name.toString().toLowerCase(Locale.ROOT).endsWith(".zarr")) {
			throw new InputException("\"" + files.output() + "\" cannot be written by several machines: give a name that ends in .ome.zarr.");
		}
		if (isGiven("--memory")) {
			throw new InputException("On Spark the memory is that of its executors: leave --memory out, and see docs/spark.md.");
		}
		final String chosen = master != null ? master : System.getProperty("spark.master");
		if (chosen != null && isGiven("--workers")) {
			throw new InputException("The master " + chosen + " says how many blocks are computed at once: leave --workers out.");
		}
		final String url = chosen != null ? chosen : "local[" + monitor.workers() + "]";
		return SuperResolveFile.run(files, options, monitor, new SparkExecution(url, files.input(), options, monitor));
	}
}
