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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/** The commands as Fiji runs them, in SciJava without a screen. */
class SciJavaCommandsTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;
	private static Context context;
	private static CommandService commands;

	@BeforeAll
	static void start() throws IOException {
		model = ModelPackages.write(models).toString();
		context = new Context();
		commands = context.service(CommandService.class);
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	private static CommandModule run(final Class<? extends Command> command, final Object... inputs)
		throws InterruptedException, ExecutionException
	{
		final List<Object> all = new ArrayList<>(List.of("model", model, "bits", "8"));
		all.addAll(List.of(inputs));
		return commands.run(command, true, all.toArray()).get();
	}

	private static ImagePlus image() {
		final ImagePlus image = IJ.createHyperStack("cells", 20, 18, 2, 2, 1, 8);
		for (int i = 0; i < 360; i++) {
			image.getStack().setVoxel(i % 20, i / 20, 2, i % 256);
		}
		return image;
	}

	private static String reason(final CommandModule module) {
		assertTrue(module.isCanceled());
		return ((Cancelable) module.getDelegateObject()).getCancelReason();
	}

	@Test
	void imageCommandGivesThePixelsOfTheApi() throws Exception {
		final CommandModule module = run(SuperResolveCommand.class, "image", image(), "bit_map", true, "report", true);
		assertFalse(module.isCanceled());
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		final ImagePlus expected = SuperResolveImage.run(image(), SuperResolveOptions.of(Map.of("model", model, "bits", "8")),
			SuperResolveImage.Part.SELECTION, Monitor.none()).image();
		assertArrayEquals((byte[]) expected.getStack().getPixels(3), (byte[]) result.getStack().getPixels(3));
		assertEquals(20, ((ImagePlus) module.getOutput("bits_image")).getWidth());
		assertTrue(((String) module.getOutput("report_json")).contains("\"fab\": 8"));
	}

	@Test
	void rivalsAreTakenThoughNoDialogOffersThem() throws Exception {
		final CommandModule module = run(SuperResolveCommand.class, "image", image(), "report", true, "bits", "random:5");
		assertFalse(module.isCanceled());
		assertTrue(((String) module.getOutput("report_json")).contains("\"bits\": \"random:5\""));
		assertTrue(reason(run(SuperResolveCommand.class, "image", image(), "bits", "edge")).contains("edge.json"));
	}

	@Test
	void bitMapCommandShowsBitsAndWritesTheTable() throws Exception {
		final ImagePlus image = image();
		final Path table = folder.resolve("bits.csv");
		final CommandModule module = run(BitMapCommand.class, "image", image, "table", table.toString(), "report", true);
		assertFalse(module.isCanceled());
		assertEquals(8, ((ImagePlus) module.getOutput("bits_image")).getProcessor().get(3, 3));
		assertTrue(image.getOverlay().size() >= 4);
		assertEquals(5, Files.readAllLines(table).size());
		assertTrue(((String) module.getOutput("report_json")).contains("\"fab\": 8"));
		assertTrue(reason(run(BitMapCommand.class)).contains("no image open"));
	}

	@Test
	void calibrateCommandGivesATableForOtherCommands() throws Exception {
		final CommandModule module = commands.run(CalibrateCommand.class, true, "model", model, "image", image(), "low_percent", "10").get();
		assertFalse(module.isCanceled());
		final Path table = Files.writeString(folder.resolve("t.json"), (String) module.getOutput("table_json"));
		final CommandModule used = run(SuperResolveCommand.class, "image", image(), "bits", "dynamic", "percentiles", table.toString(), "report", true);
		assertTrue(((String) used.getOutput("report_json")).contains("\"low_percent\": 10.0"));
	}

	@Test
	void virtualOutputOfTheImageCommandAlone() throws Exception {
		final ImagePlus whole = (ImagePlus) run(SuperResolveCommand.class, "image", image()).getOutput("result");
		final CommandModule module = run(SuperResolveCommand.class, "image", image(), "output", "virtual");
		assertFalse(module.isCanceled());
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertTrue(result.getStack().isVirtual());
		assertArrayEquals((byte[]) whole.getProcessor().getPixels(), (byte[]) result.getProcessor().getPixels());
		assertArrayEquals((byte[]) whole.getStack().getPixels(3), (byte[]) result.getStack().getPixels(3));
		assertTrue(reason(run(SuperResolveCommand.class, "image", image(), "output", "virtual", "report", true)).contains("report"));
		assertTrue(reason(run(SuperResolveImgCommand.class, "image", ArrayImgs.unsignedShorts(4, 4), "output", "virtual")).contains("lazy"));
		assertTrue(reason(run(SuperResolveFileCommand.class, "input", folder.resolve("in.tif").toFile(), "output_file", folder.resolve("out.tif")
			.toFile(), "output", "virtual")).contains("same or 32-bit"));
	}

	@Test
	void whatWasNotWantedIsNotShown() throws Exception {
		final CommandModule module = run(SuperResolveCommand.class, "image", image());
		assertNull(module.getOutput("bits_image"));
		assertNull(module.getOutput("report_json"));
	}

	@Test
	void fileCommand() throws Exception {
		final Path input = folder.resolve("in.tif");
		ImageSaver.save(image(), new OutputFile(input, false));
		final Path output = folder.resolve("out.tif");
		assertFalse(run(SuperResolveFileCommand.class, "input", input.toFile(), "output_file", output.toFile()).isCanceled());
		assertEquals(40, ImageOpener.open(output).getWidth());
		assertTrue(reason(run(SuperResolveFileCommand.class, "input", input.toFile(), "output_file", output.toFile())).contains("exists"));
		assertTrue(reason(run(SuperResolveFileCommand.class, "input", input.toFile())).contains("output_file"));
	}

	@Test
	void imgCommandTakesAnyRealType() throws Exception {
		final RandomAccessibleInterval<UnsignedShortType> image = ArrayImgs.unsignedShorts(12, 10, 3);
		image.getAt(5, 5, 2).set(60_000);
		final CommandModule module = run(SuperResolveImgCommand.class, "image", image, "channel_axis", 2);
		assertFalse(module.isCanceled());
		final RandomAccessibleInterval<?> result = (RandomAccessibleInterval<?>) module.getOutput("result");
		assertArrayEquals(new long[] { 24, 20, 3 }, result.dimensionsAsLongArray());
		assertTrue(result.getType() instanceof UnsignedShortType);
		assertEquals(0, ((RealType<?>) result.getAt(3, 3, 0)).getRealDouble());
		assertArrayEquals(new long[] { 12, 10, 3 }, ((RandomAccessibleInterval<?>) module.getOutput("bits_image")).dimensionsAsLongArray());
	}

	@Test
	void imgCommandRefusesOtherPixels() throws Exception {
		final RandomAccessibleInterval<ARGBType> colours = ArrayImgs.argbs(4, 4);
		assertTrue(reason(run(SuperResolveImgCommand.class, "image", colours)).contains("ARGBType"));
	}

	@Test
	void missingImageIsCancelledWithASentence() throws Exception {
		assertTrue(reason(run(SuperResolveCommand.class)).contains("no image open"));
		assertTrue(reason(run(SuperResolveImgCommand.class)).contains("no image"));
	}

	@Test
	void wrongValuesAreCancelledWithASentence() throws Exception {
		assertTrue(reason(run(SuperResolveCommand.class, "image", image(), "bits", "7")).contains("\"7\""));
		assertTrue(reason(run(SuperResolveCommand.class, "image", image(), "scale", "3")).contains("x3"));
		assertTrue(reason(run(SuperResolveCommand.class, "image", image(), "model", "nosuch")).contains("nosuch"));
	}

	@Test
	void parametersAreTheMacroKeysAndAreNotRemembered() {
		final Set<String> shared = Set.of("model", "scale", "bits", "engine", "grid", "output", "range", "skip_empty", "workers", "percentiles", "low_percent",
			"high_percent");
		assertEquals(with(shared, "image", "bit_map", "report", "channels", "slices", "frames", "rois"), inputs(SuperResolveCommand.class));
		assertEquals(with(shared, "input", "output_file", "bit_map", "report", "overwrite"), inputs(SuperResolveFileCommand.class));
		assertEquals(with(shared, "image", "channel_axis"), inputs(SuperResolveImgCommand.class));
		final Set<String> allocation = new TreeSet<>(shared);
		allocation.removeAll(Set.of("output", "range", "skip_empty", "workers"));
		assertEquals(with(allocation, "image", "table", "report", "overwrite", "workers"), inputs(BitMapCommand.class));
		assertEquals(with(allocation, "image", "input"), inputs(CalibrateCommand.class));
	}

	private static Set<String> with(final Set<String> shared, final String... more) {
		final Set<String> all = new TreeSet<>(shared);
		all.addAll(List.of(more));
		return all;
	}

	private static Set<String> inputs(final Class<? extends Command> command) {
		final Set<String> names = new TreeSet<>();
		for (final ModuleItem<?> item : commands.getCommand(command).inputs()) {
			if (!Service.class.isAssignableFrom(item.getType()) && item.getType() != Context.class) {
				names.add(item.getName());
				assertFalse(item.isPersisted(), item.getName());
			}
		}
		return names;
	}

	@Test
	void allRunWithoutAScreen() {
		for (final Class<? extends Command> command : List.of(SuperResolveCommand.class, SuperResolveFileCommand.class, SuperResolveFolderCommand.class,
			SuperResolveImgCommand.class, BitMapCommand.class, CalibrateCommand.class))
		{
			assertTrue(commands.getCommand(command).canRunHeadless(), command.getName());
		}
	}

	@Test
	void severalResultsAreRefusedWhereTheyWouldGetLost() {
		assertTrue(assertThrows(InputException.class, () -> SuperResolveCommand.requireRoom(2, true)).getMessage().contains("superResolveAll"));
		SuperResolveCommand.requireRoom(1, true);
		SuperResolveCommand.requireRoom(2, false);
	}

	@Test
	void fileNamesThatCannotBeAreSaid() throws Exception {
		assertTrue(reason(run(CalibrateCommand.class, "bits", "dynamic", "input", "a\0b")).contains("cannot be the name"));
	}

	@Test
	void folderCommand() throws Exception {
		final Path in = Files.createDirectory(folder.resolve("in 1"));
		ImageSaver.save(image(), new OutputFile(in.resolve("a.tif"), false));
		final CommandModule module = run(SuperResolveFolderCommand.class, "input_folder", in.toFile(), "output_folder", folder.resolve("out 1").toFile(),
			"report", true);
		assertFalse(module.isCanceled());
		assertTrue(Files.exists(folder.resolve("out 1/a-x2.tif")) && Files.exists(folder.resolve("out 1/a-x2.json")));
		assertTrue(((String) module.getOutput("files_json")).contains("\"status\": \"done\""));
		Files.writeString(Files.createDirectory(folder.resolve("in 2")).resolve("b.tif"), "no image");
		assertTrue(reason(run(SuperResolveFolderCommand.class, "input_folder", folder.resolve("in 2").toFile(), "output_folder", folder.resolve("out 2")
			.toFile())).startsWith("1 of 1 images failed; b.tif: "));
	}
}
