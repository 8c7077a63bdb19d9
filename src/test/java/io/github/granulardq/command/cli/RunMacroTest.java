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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.model.ModelCatalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Macros through the launcher, as a cluster runs them: without a screen. */
class RunMacroTest {

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private Path input;
	private Path output;
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	@BeforeEach
	void writeInput() {
		input = folder.resolve("in.tif");
		output = folder.resolve("out.tif");
		final ImagePlus image = IJ.createHyperStack("in", 24, 20, 2, 2, 1, 8);
		for (int z = 0; z < 4; z++) {
			for (int i = 0; i < 480; i++) {
				image.getStack().setVoxel(i % 24, i / 24, z, (i * 13 + 50 * z) % 255);
			}
		}
		ImageSaver.save(image, new OutputFile(input, false));
	}

	private int run(final String code) throws IOException {
		final Path macro = Files.writeString(folder.resolve("macro.ijm"), code);
		return Main.run(new String[] { "macro", macro.toString(), "the argument" }, new PrintWriter(new StringWriter()),
			new PrintWriter(err, true));
	}

	private void assertFailed(final String code, final String... words) throws IOException {
		assertEquals(1, run(code), err.toString());
		assertEquals(1, err.toString().lines().count(), err.toString());
		for (final String word : words) {
			assertTrue(err.toString().contains(word), err.toString());
		}
		assertFalse(Files.exists(output));
		assertImageJWorks();
	}

	/** After a failure the next macro runs as if nothing had been. */
	private void assertImageJWorks() throws IOException {
		final Path proof = folder.resolve("proof.txt");
		assertEquals(0, run("newImage(\"p\", \"8-bit black\", 4, 4, 1); run(\"Invert\"); File.saveString(\"\" + getPixel(1, 1), \"" + proof +
			"\"); close();"), err.toString());
		assertEquals("255", Files.readString(proof));
		assertEquals(null, WindowManager.getCurrentImage());
	}

	private SuperResolveImage.Result expected(final ImagePlus image, final String bits) {
		final SuperResolveOptions options = SuperResolveOptions.of(Map.of("model", model.toString(), "bits", bits));
		return SuperResolveImage.run(image, options, SuperResolveImage.Part.SELECTION, Monitor.none());
	}

	private static void assertSamePixels(final ImagePlus expected, final ImagePlus actual) {
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		for (int n = 1; n <= expected.getStackSize(); n++) {
			assertArrayEquals((byte[]) expected.getStack().getPixels(n), (byte[]) actual.getStack().getPixels(n));
		}
	}

	@Test
	void commandGivesThePixelsOfTheApi() throws IOException {
		assertEquals(0, run("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] scale=2 bits=8 report=false\"); " +
			"saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		assertSamePixels(expected(ImageOpener.open(input), "8").image(), ImageOpener.open(output));
	}

	@Test
	void macrosTakeRivalsWithAMean() throws IOException {
		assertEquals(0, run("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bits=random:4.5\"); " +
			"saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		final SuperResolveImage.Result drawn = expected(ImageOpener.open(input), "random:4.5");
		assertEquals(Set.of(4, 5), drawn.report().bitsHistogram().keySet());
		assertSamePixels(drawn.image(), ImageOpener.open(output));
		Files.delete(output);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bits=edge:9\");", "from 4 to 8");
	}

	@Test
	void virtualOutputGivesTheSamePixels() throws IOException {
		assertEquals(0, run("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bits=8 output=virtual\"); " +
			"if (!is(\"Virtual Stack\")) exit(\"not virtual\"); saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		assertSamePixels(expected(ImageOpener.open(input), "8").image(), ImageOpener.open(output));
	}

	@Test
	void virtualOutputIsForImagesAlone() throws IOException {
		assertFailed("run(\"Super-Resolve File...\", \"model=[" + model + "] output=virtual input=[" + input + "] output_file=[" + output + "]\");",
			"virtual", "same or 32-bit");
		err.getBuffer().setLength(0);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] output=virtual bit_map\");", "bit_map");
		err.getBuffer().setLength(0);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] output=lazy\");", "\"lazy\"",
			"same, 32-bit, virtual");
	}

	@Test
	void selectionCrops() throws IOException {
		assertEquals(0, run("open(\"" + input + "\"); makeRectangle(3, 4, 10, 9); b = 4; run(\"Super-Resolve...\", \"model=[" + model +
			"] bits=&b bit_map\"); saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		final ImagePlus image = ImageOpener.open(input);
		image.setRoi(3, 4, 10, 9);
		assertSamePixels(expected(image, "4").image(), ImageOpener.open(output));
	}

	@Test
	void imageCanBeNamedAsFijiDoes() throws IOException {
		final String start = "open(\"" + input + "\"); newImage(\"other\", \"8-bit\", 9, 9, 1); ";
		assertEquals(0, run(start + "run(\"Super-Resolve...\", \"model=[" + model + "] bits=4 bit_map=false report=false image=in.tif\"); " +
			"saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		assertSamePixels(expected(ImageOpener.open(input), "4").image(), ImageOpener.open(output));
		Files.delete(output);
		assertFailed(start + "run(\"Super-Resolve...\", \"model=[" + model + "] image=third\");", "third");
	}

	@Test
	void bitMapIsShownToo() throws IOException {
		assertEquals(0, run("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bits=6 bit_map=true\"); " +
			"selectImage(\"in-bits\"); saveAs(\"Tiff\", \"" + output + "\");"), err.toString());
		final ImagePlus bits = ImageOpener.open(output);
		assertArrayEquals(new int[] { 24, 20, 2, 2, 1 }, bits.getDimensions());
		assertEquals(6, bits.getStack().getVoxel(5, 5, 3));
	}

	@Test
	void fileToFile() throws IOException {
		assertEquals(0, run("run(\"Super-Resolve File...\", \"model=[" + model + "] bits=8 input=[" + input + "] output_file=[" + output +
			"] report=[" + folder.resolve("r.json") + "]\");"), err.toString());
		assertSamePixels(expected(ImageOpener.open(input), "8").image(), ImageOpener.open(output));
		assertTrue(Files.readString(folder.resolve("r.json")).contains("\"fab\": 8"));
	}

	@Test
	void folderGoesOnPastBadFilesUnlessAllAreBad() throws IOException {
		final Path from = Files.createDirectory(folder.resolve("in [1], it's \u00fc"));
		Files.copy(input, from.resolve("a.tif"));
		Files.writeString(from.resolve("b.tif"), "no image");
		final Path to = folder.resolve("out 1");
		final String code = "run(\"Super-Resolve Folder...\", \"model=[" + model + "] input_folder=[" + from + "] output_folder=[" + to +
			"] recursive=true bit_map=false existing=overwrite\"); File.saveString(\"on\", \"" + output + "\");";
		assertEquals(0, run(code), err.toString());
		assertTrue(Files.exists(output) && Files.exists(to.resolve("a-x2.tif")) && Files.exists(to.resolve("super-resolved-files.csv")));
		Files.delete(output);
		Files.delete(from.resolve("a.tif"));
		assertFailed(code, "b.tif");
	}

	@Test
	void argumentAndOtherCommandsOfImageJ() throws IOException {
		final Path text = folder.resolve("argument.txt");
		assertEquals(0, run("newImage(\"a\", \"16-bit ramp\", 20, 20, 1); run(\"32-bit\"); run(\"Fire\"); File.saveString(getArgument() + bitDepth(), \"" +
			text + "\");"), err.toString());
		assertEquals("the argument32", Files.readString(text));
	}

	@Test
	void noImageOpen() throws IOException {
		assertFailed("run(\"Super-Resolve...\", \"model=[" + model + "]\");", "line 1", "no image open");
	}

	@Test
	void emptySelection() throws IOException {
		assertFailed("open(\"" + input + "\");\nmakeRectangle(100, 100, 5, 5);\nrun(\"Super-Resolve...\", \"model=[" + model +
			"]\");\nsaveAs(\"Tiff\", \"" + output + "\");", "line 3", "no pixel");
	}

	@Test
	void unknownKeyValueAndModel() throws IOException {
		final String save = "saveAs(\"Tiff\", \"" + output + "\");";
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bit=8\"); " + save, "\"bit\"", "bits");
		err.getBuffer().setLength(0);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=[" + model + "] bits=7\"); " + save, "\"7\"");
		err.getBuffer().setLength(0);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"model=nosuch\"); " + save, "nosuch");
		err.getBuffer().setLength(0);
		assertFailed("open(\"" + input + "\"); run(\"Super-Resolve...\", \"scale=5\"); " + save, "\"5\"");
	}

	@Test
	void modelLeftOut() throws IOException {
		final String code = "open(\"" + input + "\"); run(\"Super-Resolve...\", \"bits=4\"); saveAs(\"Tiff\", \"" + output + "\");";
		if (ModelCatalog.ids().isEmpty()) {
			assertFailed(code, "No model is given");
		}
		else {
			assertEquals(0, run(code), err.toString());
			assertTrue(ImageOpener.open(output).getInfoProperty().contains("model=" + ModelCatalog.ids().get(0) + " "));
		}
	}

	@Test
	void mistakesInTheMacro() throws IOException {
		assertFailed("a = 1;\nb = nothing + ;\nFile.saveString(\"x\", \"" + output + "\");", "line 2");
		err.getBuffer().setLength(0);
		assertFailed("run(\"No Such Command\");\nFile.saveString(\"x\", \"" + output + "\");", "line 1", "No Such Command");
		err.getBuffer().setLength(0);
		assertFailed("newImage(\"a\", \"8-bit\", 9, 9, 1);\nrun(\"Size...\", \"width=4 height=4\");\nFile.saveString(\"x\", \"" + output + "\");",
			"line 2", "screen");
	}

	@Test
	void exitWithMessageFailsExitWithoutDoesNot() throws IOException {
		assertFailed("exit(\"enough\");", "line 1", "exit");
		assertEquals(0, run("exit();\nFile.saveString(\"x\", \"" + output + "\");"));
		assertFalse(Files.exists(output));
	}

	@Test
	void macroThatIsNoText() throws IOException {
		final Path file = Files.write(folder.resolve("bytes.ijm"), new byte[] { 'a', (byte) 0xff, (byte) 0xfe });
		assertEquals(1, Main.run(new String[] { "macro", file.toString() }, new PrintWriter(new StringWriter()), new PrintWriter(err, true)));
		assertTrue(err.toString().contains("bytes.ijm") && err.toString().contains("UTF-8"), err.toString());
	}

	@Test
	void macroMissingOrFolder() {
		for (final Path file : new Path[] { folder.resolve("none.ijm"), folder }) {
			err.getBuffer().setLength(0);
			assertEquals(1, Main.run(new String[] { "macro", file.toString() }, new PrintWriter(new StringWriter()), new PrintWriter(err, true)));
			assertTrue(err.toString().startsWith("granular-dq: "), err.toString());
			assertEquals(1, err.toString().lines().count());
		}
	}
}
