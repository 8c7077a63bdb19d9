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
package io.github.granulardq.command.ij1;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import io.github.granulardq.InputException;
import io.github.granulardq.command.SuperResolveCommand;
import org.scijava.Context;
import org.scijava.Priority;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

/**
 * Gives our SciJava commands the options of the ImageJ macro that runs them, as the plain-ImageJ commands read them. Fiji itself does
 * not know flags without a value, and asks the user for every input that a macro leaves out: here those take their defaults.
 * <p>
 * Runs after Fiji has given the commands the active image and before any dialog. Not thread-safe.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.HIGH + 1)
public final class MacroOptionsPreprocessor extends AbstractPreprocessorPlugin {

	@Parameter
	private LogService log;

	@Override
	public void process(final Module module) {
		if (!isOurs(module)) {
			return;
		}
		final String options = IJ.isMacro() ? Macro.getOptions() : null;
		if (options == null) {
			return;
		}
		try {
			process(module, options);
		}
		catch (final InputException e) {
			cancel(e.getMessage());
			stopMacro(log, e.getMessage());
		}
	}

	/** Whether it is one of our commands that have a menu entry, by which macros run them. */
	private static boolean isOurs(final Module module) {
		final String ours = SuperResolveCommand.class.getPackageName();
		return module.getDelegateObject().getClass().getPackageName().equals(ours) && !module.getInfo().getMenuPath().isEmpty();
	}

	private static void process(final Module module, final String options) {
		final List<ModuleItem<?>> inputs = new ArrayList<>();
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (!Service.class.isAssignableFrom(item.getType()) && item.getType() != Context.class) {
				inputs.add(item);
			}
		}
		final List<String> keys = inputs.stream().map(ModuleItem::getName).toList();
		if (Collections.disjoint(MacroOptions.keys(options), keys)) {
			return; // those of a script that runs the command by itself
		}
		final Map<String, String> values = MacroOptions.parse(options, keys);
		for (final ModuleItem<?> input : inputs) {
			if (values.containsKey(input.getName())) {
				module.setInput(input.getName(), value(module, input, values));
			}
			module.resolveInput(input.getName());
		}
	}

	private static Object value(final Module module, final ModuleItem<?> input, final Map<String, String> values) {
		final String text = values.get(input.getName());
		if (input.getType() == boolean.class) {
			return MacroOptions.flag(values, input.getName());
		}
		if (input.getType() == File.class) {
			return new File(text);
		}
		if (input.getType() == ImagePlus.class) {
			return SuperResolvePlugIn.named(text, (ImagePlus) module.getInput(input.getName()));
		}
		return text;
	}

	/**
	 * Stops the macro that runs a command, if there is one, because the command failed. Without a screen, on which SciJava shows the
	 * reason, it is logged.
	 *
	 * @param reason one sentence
	 */
	public static void stopMacro(final LogService log, final String reason) {
		if (GraphicsEnvironment.isHeadless()) {
			log.error(reason);
		}
		final Interpreter macro = Interpreter.getInstance();
		if (macro != null) {
			macro.abortMacro();
		}
	}
}
