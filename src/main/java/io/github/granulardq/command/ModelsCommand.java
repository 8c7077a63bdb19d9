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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.engine.EngineException;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Lists, shows, imports, exports and removes models for scripts of SciJava, with the keys of {@code Models...}. It stands in no menu: in Fiji too the
 * entry there is the plain-ImageJ one, which shows the cards.
 */
@Plugin(type = Command.class, headless = true, label = "Models")
public final class ModelsCommand extends ContextCommand {

	@Parameter(label = "Action", persist = false, required = false, choices = { "list", "show", "import", "export", "remove" })
	private String action = "list";

	@Parameter(label = "Model", persist = false, required = false)
	private String model = "";

	@Parameter(label = "File", persist = false, required = false)
	private String file = "";

	@Parameter(label = "Bits", persist = false, required = false, choices = { "4", "5", "6", "8", "32" })
	private String bits = "8";

	@Parameter(label = "Replace", persist = false, required = false)
	private boolean replace;

	@Parameter(type = ItemIO.OUTPUT, label = "Text")
	private String text;

	@Override
	public void run() {
		final Map<String, String> values = new LinkedHashMap<>(Map.of(ModelAction.MODEL, model, ModelAction.FILE, file, ModelAction.BITS, bits));
		try {
			text = ClassLoaders.withOurs(() -> ModelAction.parse(action).run(values, replace));
		}
		catch (final InputException | EngineException e) {
			cancel(e.getMessage());
		}
	}
}
