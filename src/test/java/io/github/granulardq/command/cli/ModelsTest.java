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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.granulardq.command.ModelsCommand;
import io.github.granulardq.command.ij1.MacroRun;
import io.github.granulardq.InputException;
import io.github.granulardq.testing.ComputedPackage;
import io.github.granulardq.testing.TestModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** {@code granular-dq models}, the macro {@code run("Models...")} without a screen, and the SciJava command. */
class ModelsTest {

	private static final String PROPERTY = "granular-dq.models";
	private static final String SHIPPED = "srresnet-light-x2-microscopy";

	@TempDir
	Path folder;

	private Path zip;
	private String before;
	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeEach
	void prepare() throws IOException {
		before = System.setProperty(PROPERTY, folder.resolve("models").toString());
		zip = ComputedPackage.of("mine", TestModels.config(2, 1), 1).put("README.md", "# My card".getBytes(StandardCharsets.UTF_8)).toZip(folder.resolve("mine.zip"));
	}

	@AfterEach
	void restore() {
		if (before == null) {
			System.clearProperty(PROPERTY);
		}
		else {
			System.setProperty(PROPERTY, before);
		}
	}

	private int run(final String... arguments) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private static String macro(final String code) {
		return MacroRun.run("test.ijm", code, "");
	}

	@Test
	void importShowUseExportRemove() throws IOException {
		assertEquals(0, run("models"));
		final String shipped = out.toString();
		assertEquals(0, run("models", "import", zip.toString()), err.toString());
		assertEquals("mine: imported to " + folder.resolve("models").resolve("mine"), out.toString().strip());
		assertEquals(0, run("models", "list"));
		assertEquals(shipped + "mine\tx2\tgrey\tTest model\n", out.toString().replace("\r", ""));
		assertEquals(0, run("models", "show", "mine"));
		assertTrue(out.toString().contains("# My card") && out.toString().contains("imported, in"), out.toString());
		final Path exported = folder.resolve("out.zip");
		assertEquals(0, run("models", "export", "mine", exported.toString(), "--bits", "6"), err.toString());
		assertTrue(Files.size(exported) > 1000);
		assertEquals(1, run("models", "export", "mine", exported.toString()));
		assertTrue(err.toString().contains("already"));
		assertEquals(0, run("models", "export", "mine", exported.toString(), "--overwrite"));
		assertEquals(1, run("models", "import", exported.toString()));
		assertEquals(0, run("models", "import", exported.toString(), "--replace"));
		assertEquals(0, run("models", "remove", "mine"));
		assertEquals(0, run("models"));
		assertEquals(shipped, out.toString());
	}

	@Test
	void wrongUseAndFailuresHaveTheirStatus() {
		assertEquals(2, run("models", "show", "none"));
		assertTrue(err.toString().contains(SHIPPED), err.toString());
		assertEquals(2, run("models", "export", "none", "x.zip"));
		assertEquals(2, run("models", "export", SHIPPED, folder.resolve("x.zip").toString(), "--bits", "7"));
		assertEquals(1, run("models", "export", SHIPPED, folder.resolve("x.zip").toString(), "--bits", "dynamic"));
		assertEquals(1, run("models", "remove", SHIPPED));
		assertEquals(1, run("models", "import", folder.resolve("none.zip").toString()));
		assertEquals(1, err.toString().lines().count());
	}

	@Test
	void damagedModelIsNamedBesideTheList() throws IOException {
		run("models", "import", zip.toString());
		Files.delete(folder.resolve("models").resolve("mine").resolve("model.json"));
		assertEquals(0, run("models"));
		assertTrue(out.toString().contains(SHIPPED) && !out.toString().contains("mine"));
		assertTrue(err.toString().startsWith("granular-dq: The imported model 'mine' cannot be used"), err.toString());
	}

	@Test
	void macrosWithoutAScreenImportAndUseIt() {
		macro("run(\"Models...\", \"action=import file=[" + zip.toString().replace('\\', '/') + "]\");");
		final String size = macro("newImage(\"a\", \"16-bit ramp\", 20, 18, 1); run(\"Super-Resolve...\", \"model=mine bits=8\"); return \"\" + getWidth() + \"x\" + getHeight();");
		assertEquals("40x36", size);
		macro("run(\"Models...\", \"action=import replace=true file=[" + zip.toString().replace('\\', '/') + "]\");");
		macro("run(\"Models...\"); run(\"Models...\", \"action=show model=mine\");");
		macro("run(\"Models...\", \"action=export model=mine bits=4 file=[" + folder.resolve("out.zip").toString().replace('\\', '/') + "]\");");
		assertTrue(Files.exists(folder.resolve("out.zip")));
		macro("run(\"Models...\", \"action=remove model=mine\");");
		assertEquals(2, run("models", "show", "mine"));
	}

	@Test
	void mistakesInMacrosAreSentences() {
		for (final String[] wrong : new String[][] { { "action=fetch", "list, show, import, export, remove" }, { "action=import", "file" }, { "action=show", "model" },
			{ "action=remove model=none", "none" }, { "colour=red", "action, model, file, bits, replace" } })
		{
			final String message = Assertions.assertThrows(InputException.class, () -> macro("run(\"Models...\", \"" + wrong[0] + "\");")).getMessage();
			assertTrue(message.contains("line 1"), message);
		}
	}

	@Test
	void scriptsOfSciJavaGetTheText() throws Exception {
		try (Context context = new Context()) {
			final CommandService commands = context.service(CommandService.class);
			CommandModule module = commands.run(ModelsCommand.class, true, "action", "import", "file", zip.toString()).get();
			assertEquals("Imported the model mine", module.getOutput("text"));
			module = commands.run(ModelsCommand.class, true).get();
			assertTrue(((String) module.getOutput("text")).contains("mine\timported\tx2\tgrey\t"));
			module = commands.run(ModelsCommand.class, true, "action", "import", "file", zip.toString()).get();
			assertTrue(module.isCanceled());
			module = commands.run(ModelsCommand.class, true, "action", "show", "model", "mine").get();
			assertFalse(module.isCanceled());
		}
	}
}
