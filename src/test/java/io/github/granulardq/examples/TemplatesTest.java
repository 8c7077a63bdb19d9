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
package io.github.granulardq.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.MacroRun;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptLanguage;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;

/** The templates of the script editor run as they are, but with a small model in place of the one that they name. */
class TemplatesTest {

	private static final String MODEL = "srresnet-light-x2-microscopy";
	private static final String FOLDER = "script_templates/Granular-DQ/";

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;
	private static Context context;

	/** As Fiji's scripting-groovy has it. */
	public static final class Groovy extends AdaptedScriptLanguage {

		public Groovy() {
			super("groovy");
		}
	}

	/** As Fiji's scripting-jython has it. */
	public static final class Jython extends AdaptedScriptLanguage {

		public Jython() {
			super("python");
		}

		@Override
		public List<String> getExtensions() {
			return List.of("py");
		}
	}

	@BeforeAll
	static void start() throws IOException {
		model = ModelPackages.write(models).toString();
		System.setProperty("python.cachedir.skip", "true");
		System.setProperty("python.import.site", "false");
		context = new Context();
		for (final Class<? extends ScriptLanguage> language : List.of(Groovy.class, Jython.class)) {
			context.service(PluginService.class).addPlugin(new PluginInfo<>(language, ScriptLanguage.class));
		}
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	private static String code(final String name) throws IOException {
		try (InputStream in = TemplatesTest.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
			final String code = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			assertTrue(code.contains('"' + MODEL + '"'), name);
			return code.replace(MODEL, model);
		}
	}

	private Path image(final String name, final int size, final int slices) throws IOException {
		final ImagePlus image = IJ.createHyperStack(name, size, size, 2, slices, 1, 16);
		for (int i = 0; i < size * size * 2 * slices; i++) {
			image.getStack().setVoxel(i % size, i / size % size, i / (size * size), 100 + i * 37 % 1000);
		}
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		ImageSaver.save(image, new OutputFile(file, false));
		return file;
	}

	private static ImagePlus expected(final Path input) {
		return SuperResolveImage.run(ImageOpener.open(input), SuperResolveOptions.of(Map.of("model", model)), SuperResolveImage.Part.ALL, Monitor.none())
			.image();
	}

	private static void assertSame(final ImagePlus expected, final Path file) {
		final ImagePlus found = ImageOpener.open(file);
		assertArrayEquals(expected.getDimensions(), found.getDimensions());
		for (int n = 1; n <= expected.getStackSize(); n++) {
			assertArrayEquals((short[]) expected.getStack().getPixels(n), (short[]) found.getStack().getPixels(n));
		}
	}

	/** Runs a template with its inputs, which macros get as one argument; returns an output, or what the macro returns. */
	private static Object run(final String name, final String output, final Object... keysAndValues) throws Exception {
		if (name.endsWith(".ijm")) {
			final StringBuilder argument = new StringBuilder();
			for (int i = 1; i < keysAndValues.length; i += 2) {
				argument.append(i == 1 ? "" : ";").append(keysAndValues[i]);
			}
			return MacroRun.run(name, code(name), argument.toString());
		}
		final Map<String, Object> inputs = new HashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			inputs.put((String) keysAndValues[i], new File(keysAndValues[i + 1].toString()));
		}
		if (name.startsWith("Super_Resolve_Image")) {
			inputs.put("bits", "dynamic");
		}
		inputs.put("model", model);
		final ScriptModule module = context.service(ScriptService.class).run(name, code(name), true, inputs).get();
		return output == null ? null : module.getOutput(output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ijm", "groovy", "py" })
	void image(final String ending) throws Exception {
		final Path input = image("two words.tif", 24, 1);
		final Path output = folder.resolve("large cells.tif");
		run("Super_Resolve_Image." + ending, null, "input", input, "output", output);
		assertSame(expected(input), output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ijm", "groovy", "py" })
	void folder(final String ending) throws Exception {
		final Path input = image("in/day 1/a.tif", 24, 1);
		final Path output = folder.resolve("large cells");
		final Object summary = run("Super_Resolve_Folder." + ending, "summary", "from_folder", folder.resolve("in"), "to_folder", output);
		assertSame(expected(input), output.resolve("day 1/a-x2.tif"));
		assertTrue(Files.exists(output.resolve("day 1/a-x2.json")));
		assertTrue(ending.equals("ijm") || summary.equals("1 of 1 images enlarged."), summary + "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ijm", "groovy", "py" })
	void hyperstack(final String ending) throws Exception {
		final Path input = image("stack.tif", 16, 3);
		final Path output = folder.resolve("large.tif");
		final Object axes = run("Super_Resolve_Hyperstack." + ending, "axes", "input", input, "output", output);
		assertSame(expected(input), output);
		assertTrue(ending.equals("ijm") || axes.equals("2 channels, 3 slices, 1 frames"), axes + "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ijm", "groovy", "py" })
	void bitMap(final String ending) throws Exception {
		final Path input = Files.move(image("cells.tif", 24, 1), folder.resolve("cells.ome.tif"));
		final Path bits = folder.resolve("bits.tif");
		final Object text = run("Bit_Map." + ending, "bits", "input", input, "bit_map", bits);
		final ImagePlus map = ImageOpener.open(bits);
		assertArrayEquals(new int[] { 24, 24, 2, 1, 1 }, map.getDimensions());
		assertTrue(List.of(4, 5, 6, 8).contains(map.getProcessor().get(3, 3)), map.getProcessor().get(3, 3) + " bits");
		assertTrue(ending.equals("ijm") || text.toString().matches("6.0 on average, patches of each: .6.*2.*"), text + "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ijm", "groovy", "py" })
	void evaluation(final String ending) throws Exception {
		final Path input = image("truth.tif", 64, 1);
		final Object text = run("Evaluate." + ending, "table", "images", input);
		final List<String> lines = text.toString().lines().filter(line -> !line.startsWith("method")).toList();
		assertEquals(List.of("bicubic", "dynamic", "8", "32"), lines.stream().map(line -> line.split("\t")[0]).toList());
		for (final String line : lines) {
			assertTrue(Double.parseDouble(line.split("\t")[1]) > 1, line);
		}
		assertEquals(8, Double.parseDouble(lines.get(2).split("\t")[3]));
	}

	@Test
	void allAreTried() throws IOException {
		final Path templates = Path.of("src", "main", "resources", "script_templates", "Granular-DQ");
		try (Stream<Path> files = Files.list(templates)) {
			assertEquals(15, files.count());
		}
		assertNotNull(context.service(ScriptService.class).getLanguageByExtension("py"));
	}
}
