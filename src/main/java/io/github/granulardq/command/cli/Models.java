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

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelTexts;
import io.github.granulardq.library.ModelLibrary;
import io.github.granulardq.library.bioimage.BioimagePackage;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelDetails;
import io.github.granulardq.superres.Bits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code granular-dq models}: lists the models, a line each; its subcommands show, import, export and remove one. */
@Command(name = "models", description = "Lists the models: id, scale, channels, title.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[COMMAND]")
final class Models implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		return list();
	}

	@Command(name = "list", description = "Lists the models, as without a subcommand.", mixinStandardHelpOptions = true)
	int list() {
		if (ModelCatalog.ids().isEmpty()) {
			err("no model is bundled with this program; give super-resolve the path of one.");
		}
		for (final ModelCatalog.Entry model : ModelCatalog.entries()) {
			out().println(model.id() + "\tx" + model.scale() + "\t" + (model.channels() == 1 ? "grey" : "RGB") + "\t" + model.title());
		}
		ModelCatalog.faults().forEach(this::err);
		return 0;
	}

	@Command(name = "show", description = "Says what a model is, and prints its card.", mixinStandardHelpOptions = true)
	int show(@Parameters(index = "0", paramLabel = "ID", description = "Id of a model.") final String id) {
		requireKnown(id);
		final ModelDetails details = ModelCatalog.details(id);
		out().println(ModelTexts.summary(details));
		details.card().ifPresent(card -> out().println(card.strip()));
		return 0;
	}

	@Command(name = "import", description = { "Imports a model from a folder or a zip: a package of this program, or one of bioimage.io that holds it.",
		"It is checked, and run on its test patch." }, mixinStandardHelpOptions = true)
	int add(@Parameters(index = "0", paramLabel = "FILE", description = "The package.") final Path file,
		@Option(names = "--replace", description = "Replace an imported model of the same id.") final boolean replace)
	{
		final Model model = ModelLibrary.add(file, replace);
		out().println(model.id() + ": imported to " + ModelCatalog.imported(model.id()).orElseThrow());
		return 0;
	}

	@Command(name = "export", description = "Exports a model as a package of bioimage.io, which holds the package of this program too.", mixinStandardHelpOptions = true)
	int export(@Parameters(index = "0", paramLabel = "ID", description = "Id of a model.") final String id,
		@Parameters(index = "1", paramLabel = "FILE.zip", description = "Where it goes.") final Path file,
		@Option(names = "--bits", defaultValue = "8", description = "Bits of activations inside the graph: 4, 5, 6, 8 or 32 (default: ${DEFAULT-VALUE}).") final String bits,
		@Option(names = "--overwrite", description = "Replace a file that exists.") final boolean overwrite)
	{
		requireKnown(id);
		BioimagePackage.export(id, parse(bits), file, overwrite);
		out().println(file + ": " + id + " for bioimage.io, " + bits + " bits");
		return 0;
	}

	@Command(name = "remove", description = "Removes an imported model.", mixinStandardHelpOptions = true)
	int remove(@Parameters(index = "0", paramLabel = "ID", description = "Id of a model.") final String id) {
		ModelLibrary.remove(id);
		out().println(id + ": removed");
		return 0;
	}

	private Bits parse(final String bits) {
		try {
			return Bits.parse(bits);
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
	}

	/** An id that does not exist is wrong use. */
	private void requireKnown(final String id) {
		if (!ModelCatalog.ids().contains(id) && ModelCatalog.imported(id).isEmpty()) {
			try {
				ModelCatalog.details(id);
			}
			catch (final InputException e) {
				throw new ParameterException(spec.commandLine(), e.getMessage(), e);
			}
		}
	}

	private PrintWriter out() {
		return spec.commandLine().getOut();
	}

	private void err(final String message) {
		spec.commandLine().getErr().println("granular-dq: " + message);
	}
}
