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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.OutputType;
import org.scijava.app.StatusService;
import org.scijava.command.DynamicCommand;
import org.scijava.log.LogService;
import org.scijava.module.MutableModuleItem;
import org.scijava.plugin.Parameter;

/**
 * What the SciJava commands have in common: the parameters of {@link SuperResolveOptions}, progress, cancellation, and one sentence
 * instead of a stack trace. Nothing is remembered from the last use, so that a macro means the same everywhere. Parameters have the
 * names of macro keys.
 */
abstract class OptionsCommand extends DynamicCommand {

	@Parameter(label = "Model", persist = false, initializer = "initModel", description = "Id of a model, or the path of a model package")
	private String model;

	@Parameter(label = "Scale", persist = false, initializer = "initScale", required = false,
		description = "Enlargement; the model must be made for it")
	private String scale;

	@Parameter(label = "Bits", persist = false, initializer = "initBits", required = false,
		description = "Bit-width of activations: dynamic decides patch by patch, 32 does not quantize")
	private String bits;

	@Parameter(label = "Engine", persist = false, initializer = "initEngine", required = false, description = "What computes")
	private String engine;

	@Parameter(label = "Grid", persist = false, initializer = "initGrid", required = false,
		description = "How the image is cut: paper is for comparison with published numbers")
	private String grid;

	@Parameter(label = "Output", persist = false, initializer = "initOutput", required = false, description = "Pixel type of the result")
	private String output;

	@Parameter
	private StatusService statusService;

	@Parameter
	private LogService logService;

	/** Does the work. */
	protected abstract void superResolve(SuperResolveOptions options, Monitor monitor);

	@Override
	public void run() {
		try {
			superResolve(options(), new Monitor(this::progress, this::isCanceled));
			statusService.clearStatus();
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			statusService.clearStatus();
			if (UserMessages.of(e).isEmpty()) {
				throw e;
			}
			logService.debug(e);
			cancel(UserMessages.always(e));
		}
	}

	private void progress(final long done, final long total) {
		final int steps = 1000;
		statusService.showStatus((int) (done * steps / total), steps, "Super-resolution");
	}

	private SuperResolveOptions options() {
		final Map<String, String> values = new LinkedHashMap<>();
		put(values, SuperResolveOptions.MODEL, model);
		put(values, SuperResolveOptions.SCALE, scale);
		put(values, SuperResolveOptions.BITS, bits);
		put(values, SuperResolveOptions.ENGINE, engine);
		put(values, SuperResolveOptions.GRID, grid);
		put(values, SuperResolveOptions.OUTPUT, output);
		return SuperResolveOptions.of(values);
	}

	private static void put(final Map<String, String> values, final String key, final String value) {
		if (value != null && !value.isBlank()) {
			values.put(key, value);
		}
	}

	/** Called by SciJava before the dialog. */
	protected void initModel() {
		initChoice(SuperResolveOptions.MODEL, ModelCatalog.ids());
	}

	/** Called by SciJava before the dialog. */
	protected void initScale() {
		initChoice(SuperResolveOptions.SCALE, ModelCatalog.entries().stream().map(e -> Integer.toString(e.scale())).distinct().toList());
	}

	/** Called by SciJava before the dialog. */
	protected void initBits() {
		initChoice(SuperResolveOptions.BITS, words(Bits.values()));
	}

	/** Called by SciJava before the dialog. */
	protected void initEngine() {
		initChoice(SuperResolveOptions.ENGINE, words(EngineChoice.values()));
	}

	/** Called by SciJava before the dialog. */
	protected void initGrid() {
		initChoice(SuperResolveOptions.GRID, words(GridKind.values()));
	}

	/** Called by SciJava before the dialog. */
	protected void initOutput() {
		initChoice(SuperResolveOptions.OUTPUT, words(OutputType.values()));
	}

	private void initChoice(final String key, final List<String> choices) {
		final MutableModuleItem<String> item = getInfo().getMutableInput(key, String.class);
		item.setChoices(choices);
		if (getInput(key) == null && !choices.isEmpty()) {
			setInput(key, choices.get(0));
		}
	}

	private static <E extends Enum<E>> List<String> words(final E[] choices) {
		return Arrays.stream(choices).map(E::toString).toList();
	}
}
