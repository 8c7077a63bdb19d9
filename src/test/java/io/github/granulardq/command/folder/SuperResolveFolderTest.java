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
package io.github.granulardq.command.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.folder.FileOutcome.Status;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperResolveFolderTest {

	@TempDir
	static Path models;

	private static SuperResolveOptions options;

	@TempDir
	Path folder;

	private Path in;
	private Path out;

	@BeforeAll
	static void writeModel() throws IOException {
		options = SuperResolveOptions.of(Map.of("model", ModelPackages.write(models).toString(), "bits", "8"));
	}

	@BeforeEach
	void makeInput() throws IOException {
		in = Files.createDirectory(folder.resolve("in"));
		out = folder.resolve("out").resolve("of day 1");
	}

	private void image(final String name) throws IOException {
		final ImagePlus image = IJ.createImage(name, "8-bit ramp", 20, 18, 1);
		Files.createDirectories(in.resolve(name).getParent());
		ImageSaver.save(image, new OutputFile(in.resolve(name), false));
	}

	private FolderReport run(final String... keysAndValues) {
		return run(Monitor.none(), FolderListener.NONE, keysAndValues);
	}

	private FolderReport run(final Monitor monitor, final FolderListener listener, final String... keysAndValues) {
		final Map<String, String> values = new java.util.HashMap<>(Map.of("input_folder", in.toString(), "output_folder", out.toString()));
		for (int i = 0; i < keysAndValues.length; i += 2) {
			values.put(keysAndValues[i], keysAndValues[i + 1]);
		}
		final boolean extras = values.containsKey("extras");
		return SuperResolveFolder.run(FolderOptions.of(values, values.containsKey("recursive"), extras, extras), options, monitor, listener);
	}

	private List<String> results() {
		try (Stream<Path> files = Files.walk(out, 3)) {
			return files.filter(f -> Files.isRegularFile(f) || f.toString().endsWith(".zarr")).map(f -> out.relativize(f).toString().replace('\\', '/'))
				.filter(f -> !f.contains(".zarr/") && !f.startsWith("super-resolved-files.")).sorted().toList();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static List<String> named(final FolderReport report, final Status status) {
		return report.files().stream().filter(f -> f.status() == status).map(FileOutcome::file).toList();
	}

	private InputException refused(final String... keysAndValues) {
		final InputException refused = assertThrows(InputException.class, () -> run(keysAndValues));
		assertFalse(Files.exists(out.resolve("a-x2.tif")));
		return refused;
	}

	@Test
	void everyImageHasThePixelsOfTheFileCommand() throws IOException {
		image("a.tif");
		image("b.png");
		final FolderReport report = run("extras", "");
		assertTrue(report.isComplete());
		assertEquals(List.of("a-x2-bits.tif", "a-x2.json", "a-x2.tif", "b-x2-bits.tif", "b-x2.json", "b-x2.tif"), results());
		final Path alone = folder.resolve("alone.tif");
		SuperResolveFile.run(new SuperResolveFile.Files(in.resolve("a.tif"), alone, null, null, false), options, Monitor.none());
		assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(out.resolve("a-x2.tif")));
		assertArrayEquals((byte[]) SuperResolveImage.run(ImageOpener.open(in.resolve("b.png")), options, SuperResolveImage.Part.ALL, Monitor.none()).image()
			.getProcessor().getPixels(), (byte[]) ImageOpener.open(out.resolve("b-x2.tif")).getProcessor().getPixels());
		assertEquals(8, report.files().get(0).fab());
		assertEquals(Files.size(out.resolve("a-x2.tif")), report.files().get(0).bytes());
	}

	@Test
	void mixedFolder() throws IOException {
		image("good.tif");
		image("last.png");
		image(".hidden.tif");
		Files.copy(in.resolve("good.tif"), in.resolve("no-ending"));
		Files.write(in.resolve("empty.tif"), new byte[0]);
		Files.writeString(in.resolve("lies.png"), "no image");
		Files.write(in.resolve("cut.tif"), java.util.Arrays.copyOf(Files.readAllBytes(in.resolve("good.tif")), 300));
		Files.writeString(in.resolve("notes.txt"), "no image");
		Files.copy(in.resolve("good.tif"), in.resolve("other.tif.part"));
		Files.createDirectory(in.resolve("deeper"));
		final FolderReport report = run();
		assertEquals(List.of("good.tif", "last.png", "no-ending"), named(report, Status.DONE));
		assertEquals(List.of("cut.tif", "empty.tif", "lies.png"), named(report, Status.FAILED));
		assertEquals(2, report.notImages());
		assertEquals(1, report.hidden());
		assertFalse(report.isComplete());
		assertEquals(3, report.failures().size());
		assertTrue(report.failures().get(0).startsWith("cut.tif: "), report.failures().toString());
		assertEquals("3 of 6 images enlarged, 3 failed, 2 other files left out.", report.summary());
		assertEquals(List.of("good-x2.tif", "last-x2.tif", "no-ending-x2.tif"), results());
		final List<String> csv = Files.readAllLines(out.resolve(SuperResolveFolder.CSV));
		assertEquals("file,output,status,seconds,fab,bytes,message", csv.get(0));
		assertEquals(7, csv.size());
		assertTrue(csv.get(3).startsWith("\"good.tif\",\"good-x2.tif\",done,") && csv.get(3).contains(",8.0000,"), csv.get(3));
		assertTrue(Files.readString(out.resolve(SuperResolveFolder.JSON)).contains("\"status\": \"failed\""));
	}

	@Test
	void existingResults() throws IOException {
		image("a.tif");
		image("b.tif");
		run("pattern", "a.tif");
		Files.write(out.resolve("a-x2.tif"), new byte[] { 1 });
		final FolderReport second = run();
		assertEquals(List.of("a.tif"), named(second, Status.SKIPPED));
		assertEquals(List.of("b.tif"), named(second, Status.DONE));
		assertTrue(second.isComplete());
		assertEquals(1, Files.size(out.resolve("a-x2.tif")));
		image("c.tif");
		final InputException refused = assertThrows(InputException.class, () -> run("existing", "error"));
		assertTrue(refused.getMessage().startsWith("2 of the 3 results are there already"), refused.getMessage());
		assertFalse(Files.exists(out.resolve("c-x2.tif")));
		assertEquals(3, run("existing", "overwrite").count(Status.DONE));
		assertTrue(Files.size(out.resolve("a-x2.tif")) > 1000);
	}

	@Test
	void formatsAndFoldersOfFolders() throws IOException {
		image("a.tif");
		image("day 1/b.png");
		assertEquals(2, run("recursive", "", "format", "ome.zarr").count(Status.DONE));
		assertEquals(List.of("a-x2.ome.zarr", "day 1/b-x2.ome.zarr"), results());
		in = out; // folders of OME-Zarr are images
		out = folder.resolve("twice");
		assertEquals(2, run("recursive", "", "format", "input").count(Status.DONE));
		assertEquals(List.of("a-x2-x2.ome.zarr", "day 1/b-x2-x2.ome.zarr"), results());
		in = folder.resolve("in");
		out = folder.resolve("as-input");
		run("recursive", "", "format", "input");
		assertEquals(List.of("a-x2.tif", "day 1/b-x2.png"), results());
	}

	@Test
	void resultsInTheInputFolderAreNeverRead() throws IOException {
		image("a.tif");
		image("day 1/b.tif");
		out = in.resolve("large");
		assertEquals(2, run("recursive", "").files().size());
		assertEquals(2, run("recursive", "", "existing", "overwrite").files().size());
		out = in;
		assertTrue(refused().getMessage().contains("is the input folder"));
		in = in.resolve("day 1");
		assertTrue(refused("recursive", "").getMessage().contains("lies in the output folder"));
	}

	@Test
	void unfinishedResultIsGoneOnWith() throws IOException {
		final ImagePlus image = IJ.createImage("a", "8-bit ramp", 300, 200, 1);
		ImageSaver.save(image, new OutputFile(in.resolve("a.tif"), false));
		final AtomicBoolean stop = new AtomicBoolean();
		final Monitor monitor = new Monitor((done, total) -> stop.set(done > 0 && done < total), stop::get, 1, Long.MAX_VALUE, 64);
		final FolderReport first = run(monitor, FolderListener.NONE, "format", "ome.tif");
		assertTrue(first.cancelled());
		assertEquals(Status.CANCELLED, first.files().get(0).status());
		assertTrue(Files.exists(out.resolve("a-x2.ome.tif.journal")));
		final Monitor patient = new Monitor((done, total) -> {}, () -> false, 1, Long.MAX_VALUE, 64);
		final FolderReport second = run(patient, FolderListener.NONE, "format", "ome.tif", "extras", "");
		assertEquals(List.of(), second.failures());
		assertTrue(Files.readString(out.resolve("a-x2.json")).matches("(?s).*\"resumed\": [1-9].*"));
	}

	@Test
	void cancelLeavesFinishedFiles() throws IOException {
		image("a.tif");
		image("b.tif");
		image("c.tif");
		final AtomicBoolean stop = new AtomicBoolean();
		final FolderListener listener = new FolderListener() {

			@Override
			public void started(final int index, final int count, final String file) {
				stop.set(index == 1);
			}
		};
		final FolderReport report = run(new Monitor((done, total) -> {}, stop::get), listener);
		assertTrue(report.cancelled() && !report.isComplete());
		assertEquals(List.of("a.tif"), named(report, Status.DONE));
		assertEquals(List.of("b.tif", "c.tif"), named(report, Status.CANCELLED));
		assertEquals(List.of("a-x2.tif"), results());
		assertEquals(4, Files.readAllLines(out.resolve(SuperResolveFolder.CSV)).size());
	}

	@Test
	void progressIsOverAllFilesAndNeverGoesBack() throws IOException {
		image("a.tif");
		image("b.tif");
		final List<Double> told = new ArrayList<>();
		run(new Monitor((done, total) -> told.add((double) done / total), () -> false, 1, Long.MAX_VALUE, 2048), FolderListener.NONE);
		assertEquals(told.stream().sorted().toList(), told);
		assertEquals(1, told.get(told.size() - 1));
		assertTrue(told.contains(0.5));
	}

	@Test
	void sameNamesKeepTheirEndings() throws IOException {
		image("a.tif");
		image("a.png");
		image("b.tif");
		for (final String format : new String[] { "tif", "input" }) {
			out = folder.resolve(format);
			run("format", format);
			assertEquals(List.of("a-png-x2." + (format.equals("tif") ? "tif" : "png"), "a-tif-x2.tif", "b-x2.tif"), results());
		}
		image("a-png.tif");
		out = folder.resolve("third");
		assertTrue(refused().getMessage().startsWith("Two images would be written to"));
	}

	@Test
	void whatCannotBeBegun() throws IOException {
		assertTrue(refused().getMessage().startsWith("There is no image in"));
		image("a.tif");
		assertTrue(refused("pattern", "*.png").getMessage().contains("fits \"*.png\""));
		assertTrue(refused("pattern", "[a").getMessage().contains("[a"));
		assertTrue(refused("format", "jpg").getMessage().contains("ome.zarr"));
		assertTrue(refused("existing", "ask").getMessage().contains("overwrite"));
		assertTrue(refused("input_folder", folder.resolve("none").toString()).getMessage().contains("There is no folder"));
		assertTrue(refused("input_folder", in.resolve("a.tif").toString()).getMessage().contains("is a file"));
		assertTrue(refused("output_folder", in.resolve("a.tif").toString()).getMessage().contains("cannot be made"));
		assertFalse(Files.exists(out));
	}

	@Test
	void strangeNames() throws IOException {
		final List<String> names = List.of("a b.tif", "it's \u00e4.tif", "x=[1],y=2.tif", "\u7d30\u80de.tif");
		for (final String name : names) {
			image(name);
		}
		final FolderReport report = run();
		assertEquals(names.stream().sorted().toList(), named(report, Status.DONE));
		assertEquals(4, results().size());
	}
}
