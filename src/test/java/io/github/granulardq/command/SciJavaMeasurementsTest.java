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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.ImagePlus;
import ij.process.ShortProcessor;
import io.github.granulardq.evaluation.ErrorMap;
import io.github.granulardq.evaluation.Plane;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.testing.TestImages;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
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

/** The commands that measure, as scripts of Fiji run them. */
class SciJavaMeasurementsTest {

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

	private static CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		return commands.run(command, true, inputs).get();
	}

	private static String reason(final CommandModule module) {
		assertTrue(module.isCanceled());
		return ((Cancelable) module.getDelegateObject()).getCancelReason();
	}

	private static ImagePlus texture() {
		final ShortProcessor pixels = new ShortProcessor(40, 36);
		for (int i = 0; i < pixels.getPixelCount(); i++) {
			pixels.set(i, i * 37 % 400 + i % 40 * 10);
		}
		return new ImagePlus("texture", pixels);
	}

	@Test
	void evaluateGivesTheReportAndTheWantedImages() throws Exception {
		final CommandModule module = run(EvaluateCommand.class, "high", texture(), "model", model, "bits", "8", "differences", true);
		assertFalse(module.isCanceled());
		final JsonObject report = JsonParser.parseString((String) module.getOutput("report_json")).getAsJsonObject();
		assertEquals(8, report.getAsJsonObject("mean").getAsJsonObject("8").get("fab").getAsDouble());
		assertEquals(2, ((ImagePlus) module.getOutput("differences_image")).getStackSize());
		assertNull(module.getOutput("enlarged_image"));
		ImageSaver.save(texture(), new OutputFile(folder.resolve("texture.tif"), false));
		final CommandModule files = run(EvaluateCommand.class, "folder", folder.toFile(), "model", model, "bits", "8");
		final JsonObject same = JsonParser.parseString((String) files.getOutput("report_json")).getAsJsonObject();
		assertEquals(report.getAsJsonObject("mean").getAsJsonObject("8").get("psnr"), same.getAsJsonObject("mean").getAsJsonObject("8").get("psnr"));
	}

	@Test
	void errorMapTakesAnyRealType() throws Exception {
		final Img<UnsignedShortType> fine = TestImages.waves(new UnsignedShortType(), 1000, 40, 32);
		final Img<FloatType> low = ArrayImgs.floats(20, 16);
		low.forEach(pixel -> pixel.set(1));
		low.getAt(3, 4).set(5);
		final CommandModule module = run(ErrorMapImgCommand.class, "super_resolved", fine, "low_resolution", low);
		assertFalse(module.isCanceled());
		final ErrorMap expected = ErrorMap.of(Plane.of(fine), Plane.of(low), false, () -> false);
		@SuppressWarnings("unchecked") // what it says that it returns
		final RandomAccessibleInterval<DoubleType> map = (RandomAccessibleInterval<DoubleType>) module.getOutput("map");
		assertArrayEquals(expected.error().values(), TestImages.values(map));
		assertEquals(expected.rsp(), module.getOutput("rsp"));
		assertEquals(expected.scaling().sigma(), module.getOutput("sigma"));
	}

	@Test
	void ringCorrelationGivesCurveAndOutcome() throws Exception {
		final Img<FloatType> image = TestImages.waves(new FloatType(), 1000, 40, 32);
		final CommandModule module = run(RingCorrelationImgCommand.class, "first", image, "second", image, "window", "hann");
		assertEquals("identical images", module.getOutput("outcome"));
		assertEquals(16, ((double[]) module.getOutput("frequencies")).length);
		assertEquals(1, ((double[]) module.getOutput("correlations"))[3], 1e-9);
	}

	@Test
	void mistakesAreCancelledWithASentence() throws Exception {
		assertTrue(reason(run(EvaluateCommand.class, "model", model)).contains("no image open"));
		assertTrue(reason(run(EvaluateCommand.class, "high", texture(), "model", model, "bits", "7")).contains("\"7\""));
		assertTrue(reason(run(EvaluateCommand.class, "folder", folder.toFile(), "enlarged", true)).contains("open images alone"));
		assertTrue(reason(run(ErrorMapImgCommand.class)).contains("super_resolved"));
		assertTrue(reason(run(ErrorMapImgCommand.class, "super_resolved", ArrayImgs.floats(9, 9, 2))).contains("3 axes"));
		assertTrue(reason(run(RingCorrelationImgCommand.class, "first", ArrayImgs.argbs(20, 20))).contains("ARGBType"));
	}

	@Test
	void parametersAreTheMacroKeysAndAreNotRemembered() {
		final Set<String> names = new TreeSet<>();
		for (final ModuleItem<?> item : commands.getCommand(EvaluateCommand.class).inputs()) {
			if (!Service.class.isAssignableFrom(item.getType()) && item.getType() != Context.class) {
				names.add(item.getName());
				assertFalse(item.isPersisted(), item.getName());
			}
		}
		final Set<String> keys = new TreeSet<>(EvaluateOptions.KEYS);
		keys.addAll(Set.of("high", "low", "folder", "differences", "enlarged", "workers"));
		assertEquals(keys, names);
		assertTrue(commands.getCommand(EvaluateCommand.class).getMenuPath().isEmpty());
	}
}
