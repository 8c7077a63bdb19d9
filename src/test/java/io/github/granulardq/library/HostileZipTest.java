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
package io.github.granulardq.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.testing.ComputedPackage;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;
import io.github.granulardq.testing.ZipBytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that are damaged, or made to do harm: each is refused in a sentence, and nothing is written anywhere. */
class HostileZipTest {

	private static final List<String> FILES = List.of("model.json", "weights.safetensors", "fp32.safetensors", "entropy.json", "test.safetensors");

	private static final byte[] EVIL = "evil".getBytes(StandardCharsets.US_ASCII);

	private static TestPackage valid;

	@TempDir
	Path temp;

	private Path models;

	@BeforeAll
	static void make() {
		valid = ComputedPackage.of("hostile", TestModels.config(2, 1), 1);
	}

	@BeforeEach
	void chooseFolder() {
		models = temp.resolve("deep").resolve("models");
	}

	private static ZipBytes whole() {
		final ZipBytes zip = new ZipBytes();
		FILES.forEach(name -> zip.add(name, valid.get(name)));
		return zip;
	}

	/** Tries to import it. */
	private String refusal(final byte[] zip) throws IOException {
		final Path file = Files.write(temp.resolve("package.zip"), zip);
		final String before = System.setProperty("granular-dq.models", models.toString());
		try {
			final String message = assertThrows(InputException.class, () -> ModelLibrary.add(file, true)).getMessage();
			assertTrue(message.contains("package.zip") && message.endsWith(".") && !message.contains("\n") && !message.contains(". "), message);
			assertEquals(List.of(), ModelCatalog.faults());
			try (Stream<Path> left = Files.walk(temp)) {
				assertEquals(List.of(temp, file), left.toList());
			}
			return message;
		}
		finally {
			restore(before);
		}
	}

	private static void restore(final String before) {
		if (before == null) {
			System.clearProperty("granular-dq.models");
		}
		else {
			System.setProperty("granular-dq.models", before);
		}
	}

	private static void assertNames(final String message, final String... words) {
		Arrays.stream(words).forEach(word -> assertTrue(message.contains(word), message));
	}

	@Test
	void theSameZipUnspoiledIsTaken() throws IOException {
		final Path file = Files.write(temp.resolve("package.zip"), whole().toBytes());
		final String before = System.setProperty("granular-dq.models", models.toString());
		try {
			assertEquals("hostile", ModelLibrary.add(file, false).id());
			assertTrue(Files.isRegularFile(models.resolve("hostile").resolve("model.json")));
		}
		finally {
			restore(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil", "a/../../evil", "..", "..\\evil", "/etc/evil", "\\\\server\\share\\evil", "C:\\evil", "c:evil" })
	void namesThatPointOutside(final String name) throws IOException {
		assertNames(refusal(whole().add(name, EVIL).toBytes()), "points outside the package");
		assertFalse(Files.exists(temp.resolve("evil")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\nb", "a\0b" })
	void namesThatAreNone(final String name) throws IOException {
		assertNames(refusal(whole().add(name, EVIL).toBytes()), "no name of a file");
	}

	@Test
	void linksAndDevices() throws IOException {
		assertNames(refusal(whole().add("README.md", "/etc/passwd".getBytes(StandardCharsets.US_ASCII)).change(e -> e.attributes = 0xa1ff << 16).toBytes()),
			"'README.md'", "a link or a device");
		assertNames(refusal(whole().add("x", EVIL).change(e -> e.attributes = 0x1180 << 16).toBytes()), "'x'", "a link or a device");
	}

	@ParameterizedTest
	@ValueSource(strings = { "model.json", "MODEL.JSON", "weights.safetensors" })
	void entriesThatAreThereTwice(final String name) throws IOException {
		assertNames(refusal(whole().add(name, EVIL).toBytes()), "'" + name + "'", "twice");
	}

	@Test
	void tooManyEntries() throws IOException {
		final ZipBytes zip = whole();
		for (int i = 0; i < 1000; i++) {
			zip.add("file" + i, EVIL);
		}
		assertNames(refusal(zip.toBytes()), "1005 entries");
	}

	@Test
	void bombOfZeros() throws IOException {
		assertNames(refusal(whole().add("README.md", new byte[40 << 20]).toBytes()), "'README.md'", "more than 100 times longer");
	}

	@Test
	void lengthsTogetherAreTooLarge() throws IOException {
		final ZipBytes zip = whole();
		for (int i = 0; i < 3; i++) {
			zip.add("file" + i, EVIL).change(e -> e.unpacked = 400 << 20);
		}
		assertNames(refusal(zip.toBytes()), "100 times longer");
		final byte[] noise = new byte[8 << 20];
		new Random(1).nextBytes(noise);
		final ZipBytes large = whole();
		for (int i = 0; i < 3; i++) {
			large.add("file" + i, noise).change(e -> e.unpacked = 400 << 20);
		}
		assertNames(refusal(large.toBytes()), "too large", "1024 MB");
	}

	/** The directory says few bytes; what counts is what comes out. */
	@Test
	void bombWhoseDirectoryLies() throws IOException {
		final ZipBytes zip = new ZipBytes();
		for (final String name : FILES) {
			if (name.equals("entropy.json")) {
				zip.add(name, new byte[100 << 20]).change(e -> e.unpacked = valid.get(name).length);
			}
			else {
				zip.add(name, valid.get(name));
			}
		}
		assertNames(refusal(zip.toBytes()), "'entropy.json'");
	}

	@Test
	void entriesThatShareTheirBytes() throws IOException {
		final ZipBytes same = whole();
		assertNames(refusal(same.add("x", EVIL).change(e -> e.offset = same.first()).toBytes()), "'x'", "within another");
		final ZipBytes within = whole();
		assertNames(refusal(within.add("x", EVIL).change(e -> e.offset = within.first() + 5).toBytes()), "within each other");
		assertNames(refusal(whole().add("x", EVIL).change(e -> e.offset = Integer.MAX_VALUE).toBytes()), "within each other");
	}

	@Test
	void encryptedEntries() throws IOException {
		assertNames(refusal(whole().change(e -> e.flags |= 1).toBytes()), "'test.safetensors'", "encrypted");
	}

	@Test
	void otherMethods() throws IOException {
		assertNames(refusal(whole().change(e -> e.method = 14).toBytes()), "'test.safetensors'", "deflate");
	}

	@Test
	void filesInAFolder() throws IOException {
		final ZipBytes zip = new ZipBytes();
		FILES.forEach(name -> zip.add("my-model/" + name, valid.get(name)));
		assertNames(refusal(zip.toBytes()), "in the folder 'my-model'", "without the folder");
	}

	@Test
	void folderInThePlaceOfAFile() throws IOException {
		final ZipBytes zip = new ZipBytes();
		FILES.forEach(name -> zip.add(name.equals("fp32.safetensors") ? name + "/" : name, valid.get(name)));
		assertNames(refusal(zip.toBytes()), "no file 'fp32.safetensors'");
	}

	@Test
	void cutOffAnywhere() throws IOException {
		final byte[] zip = whole().toBytes();
		for (int length = 0; length < zip.length; length += zip.length / 40) {
			refusal(Arrays.copyOf(zip, length));
		}
		refusal(Arrays.copyOf(zip, zip.length - 1));
		refusal(Arrays.copyOfRange(zip, 100, zip.length));
	}

	@Test
	void anyByteOfTheDirectoryOverwritten() throws IOException {
		final byte[] zip = whole().toBytes();
		final int directory = zip.length - 22 - 46 * FILES.size() - FILES.stream().mapToInt(String::length).sum();
		final Path file = Files.write(temp.resolve("package.zip"), zip);
		final String sha256 = ModelLoader.load(file).sha256();
		final String before = System.setProperty("granular-dq.models", models.toString());
		try {
			for (int i = directory; i < zip.length; i++) {
				final byte[] spoiled = zip.clone();
				spoiled[i] ^= (byte) 0x91;
				Files.write(file, spoiled);
				try {
					assertEquals(sha256, ModelLoader.load(file).sha256(), "dates and the like do not matter");
				}
				catch (final InputException e) {
					assertTrue(e.getMessage().endsWith("."), e.getMessage());
				}
			}
		}
		finally {
			restore(before);
		}
	}

	/** Returns a zip with a comment. */
	private static byte[] commented(final byte[] zip, final byte[] comment) {
		final ByteBuffer out = ByteBuffer.allocate(zip.length + comment.length).order(ByteOrder.LITTLE_ENDIAN).put(zip).put(comment);
		return out.putShort(zip.length - 2, (short) comment.length).array();
	}

	@Test
	void secondDirectoryInTheComment() throws IOException {
		final byte[] zip = whole().toBytes();
		final byte[] end = Arrays.copyOfRange(zip, zip.length - 22, zip.length);
		assertNames(refusal(commented(zip, end)), "second directory");
		assertNames(refusal(commented(zip, Arrays.copyOf(end, 23))), "second directory");
		assertNames(refusal(commented(zip, Arrays.copyOf(end, 4))), "second directory");
		assertEquals("hostile", ModelLoader.load(Files.write(temp.resolve("package.zip"), commented(zip, "a comment that is none".getBytes(
			StandardCharsets.US_ASCII)))).id());
	}

	@Test
	void otherFiles() throws IOException {
		assertNames(refusal("not a zip".repeat(100).getBytes(StandardCharsets.US_ASCII)), "neither a folder nor a readable zip");
		assertNames(refusal(new ZipBytes().add("rdf.yaml", EVIL).toBytes()), "no file 'model.json'");
	}
}
