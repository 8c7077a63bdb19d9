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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import io.github.granulardq.command.ij1.MacroRun;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;

/** The SciJava commands as a macro in Fiji runs them: its options lie with the thread. */
public class SciJavaMacroTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;
	private static Context context;
	private static Class<? extends Command> command;
	private static ImagePlus image;
	private static Module module;
	private static List<String> asked;

	@BeforeAll
	static void start() throws IOException {
		model = ModelPackages.write(models).toString();
		context = new Context();
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	/** Stands for the dialog: notes what it would ask for. */
	private static final class Harvester extends AbstractPreprocessorPlugin {

		@Override
		public void process(final Module harvested) {
			for (final ModuleItem<?> input : harvested.getInfo().inputs()) {
				if (!harvested.isInputResolved(input.getName())) {
					asked.add(input.getName());
				}
			}
		}
	}

	/** Called by the macros of this test. */
	public static String runCommand(final String options) {
		final String name = Thread.currentThread().getName();
		Thread.currentThread().setName("Run$_" + name); // else ImageJ has no options for it
		Macro.setOptions(options);
		try {
			module = context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(command));
			if (image != null) {
				module.setInput("image", image);
			}
			final List<PreprocessorPlugin> before =
				new ArrayList<>(context.service(PluginService.class).createInstancesOfType(PreprocessorPlugin.class));
			before.add(new Harvester());
			new ModuleRunner(context, module, before, List.of()).run();
		}
		finally {
			Macro.setOptions(null);
			Thread.currentThread().setName(name);
		}
		return "";
	}

	private Path macro(final Class<? extends Command> run, final ImagePlus on, final String options) {
		command = run;
		image = on;
		asked = new ArrayList<>();
		final Path after = folder.resolve("after.txt");
		MacroRun.run("test", "call(\"" + SciJavaMacroTest.class.getName() + ".runCommand\", \"" + options.replace("\\", "\\\\") +
			"\");\nFile.saveString(\"went on\", \"" + after + "\");", "");
		return after;
	}

	private static ImagePlus image() {
		return IJ.createImage("cells", "8-bit ramp", 20, 18, 1);
	}

	@Test
	void nothingIsAskedForAndFlagsCount() {
		final Path after = macro(SuperResolveCommand.class, image(), "model=[" + model + "] bits=8 bit_map");
		assertEquals(List.of(), asked);
		assertEquals(40, ((ImagePlus) module.getOutput("result")).getWidth());
		assertNotNull(module.getOutput("bits_image"));
		assertNull(module.getOutput("report_json"));
		assertEquals("8", module.getInput("bits"));
		assertEquals("seamless", module.getInput("grid"));
		assertTrue(Files.exists(after));
	}

	@Test
	void filesAndFlagOfTheFileCommand() {
		final Path input = folder.resolve("in.png");
		ImageSaver.save(image(), new OutputFile(input, false));
		macro(SuperResolveFileCommand.class, null,
			"model=[" + model + "] input=[" + input + "] output_file=[" + folder.resolve("out.tif") + "] overwrite");
		assertEquals(List.of(), asked);
		assertEquals(new File(input.toString()), module.getInput("input"));
		assertEquals(true, module.getInput("overwrite"));
		assertTrue(Files.exists(folder.resolve("out.tif")));
	}

	@Test
	void folderCommand() throws IOException {
		final Path in = Files.createDirectory(folder.resolve("in 1"));
		ImageSaver.save(image(), new OutputFile(in.resolve("a.png"), false));
		final Path after = macro(SuperResolveFolderCommand.class, null, "model=[" + model + "] input_folder=[" + in + "] output_folder=[" + folder.resolve("out 1") +
			"] format=png report");
		assertEquals(List.of(), asked);
		assertTrue(Files.exists(folder.resolve("out 1/a-x2.png")) && Files.exists(folder.resolve("out 1/a-x2.json")));
		assertTrue(((String) module.getOutput("files_json")).contains("\"status\": \"done\""));
		assertTrue(Files.exists(after));
	}

	@Test
	void failedCommandStopsTheMacro() {
		assertFalse(Files.exists(macro(SuperResolveCommand.class, image(), "model=[" + model + "] scale=3")));
		assertTrue(((Cancelable) module.getDelegateObject()).getCancelReason().contains("x3"));
	}

	@Test
	void unknownKeyStopsTheMacro() {
		assertFalse(Files.exists(macro(SuperResolveCommand.class, image(), "model=[" + model + "] bit=8")));
		assertNull(module.getOutput("result"));
	}

	@Test
	void optionsOfAnotherCommandAreLeftAlone() {
		macro(SuperResolveCommand.class, image(), "radius=2 sigma");
		assertTrue(asked.contains("bit_map"), asked.toString());
	}

	@Test
	void imageOfThatTitleMustBeOpen() {
		assertFalse(Files.exists(macro(SuperResolveCommand.class, image(), "model=[" + model + "] image=other")));
		assertNull(module.getOutput("result"));
	}
}
