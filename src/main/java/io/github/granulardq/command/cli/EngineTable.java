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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.EngineFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code granular-dq engines}: says what each engine can do on this machine, a line each; as a table of Markdown. */
@Command(name = "engines", description = { "Says which engines can be used on this machine, and how they compute each bit-width.",
	"The variable ONEDNN_MAX_CPU_ISA limits the instructions that integer uses, for example to AVX2." }, mixinStandardHelpOptions = true)
final class EngineTable implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Option(names = "--model", paramLabel = "ID", description = "Id of a model or the path of a package (default: the first of: granular-dq models).")
	private String model;

	@Override
	public Integer call() {
		final List<String> ids = ModelCatalog.ids();
		if (model == null && ids.isEmpty()) {
			throw new ParameterException(spec.commandLine(), "No model is bundled with this program: give --model the path of one.");
		}
		final String id = model == null ? ids.get(0) : model;
		try {
			EnlargeOptions.requireKnown(id);
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		final List<EngineFinding> findings = EngineFinding.of(ModelCatalog.find(id));
		final PrintWriter out = spec.commandLine().getOut();
		final List<String> head = new ArrayList<>(List.of("engine", "instructions"));
		for (final Bits bits : Bits.values()) {
			bits.fixed().ifPresent(fixed -> head.add(fixed + " bits"));
		}
		out.println(row(head));
		out.println(row(head.stream().map(column -> "---").toList()));
		for (final EngineFinding finding : findings) {
			if (finding.choice() != EngineChoice.AUTO) {
				out.println(row(cells(finding)));
			}
		}
		for (final EngineFinding finding : findings) {
			finding.refusal().ifPresent(reason -> out.println(finding.choice() + " cannot be used: " + reason));
			if (finding.choice() == EngineChoice.AUTO && finding.refusal().isEmpty()) {
				out.println("auto takes " + finding.name() + ".");
			}
		}
		return 0;
	}

	private static List<String> cells(final EngineFinding finding) {
		final List<String> cells = new ArrayList<>(List.of(finding.choice().toString(), finding.refusal().isEmpty() ? finding.instructionSet() : "-"));
		for (final Bits bits : Bits.values()) {
			if (bits.fixed().isPresent()) {
				cells.add(finding.arithmetic().getOrDefault(bits, "-"));
			}
		}
		return cells;
	}

	private static String row(final List<String> cells) {
		return "| " + String.join(" | ", cells) + " |";
	}
}
