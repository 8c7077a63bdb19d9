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
package io.github.granulardq.io.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that cannot be read: one sentence says which, and why. */
class ZarrDamageTest {

	private static final String RAW = """
		{"zarr_format": 3, "node_type": "array", "shape": [SHAPE], "data_type": "uint16", "fill_value": FILL,
		"chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [CHUNK]}},
		"chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}}, "codecs": [CODECS]}""".replace("FILL", "0");

	private static final String BYTES = "{\"name\": \"bytes\", \"configuration\": {\"endian\": \"little\"}}";

	private static final String SHARDS = """
		{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 2], "codecs": [BYTES], "index_codecs": [BYTES, {"name": "crc32c"}]}}"""
		.replace("BYTES", BYTES);

	@TempDir
	Path folder;

	private static String json(final String shape, final String chunk, final String codecs) {
		return RAW.replace("SHAPE", shape).replace("CHUNK", chunk).replace("CODECS", codecs);
	}

	/** Checks that there is one sentence, which names the folder. */
	private String sentence(final Path image) {
		final InputException e = assertThrows(InputException.class, () -> {
			try (ZarrSource source = ZarrSource.open(image)) {
				ZarrOutputs.values(source.pixels());
			}
		});
		assertTrue(e.getMessage().matches("[^\\n]{20,500}\\."), e.getMessage());
		assertTrue(e.getMessage().contains(image.toString()), e.getMessage());
		return e.getMessage();
	}

	private Path array(final String json) throws IOException {
		Files.writeString(folder.resolve("zarr.json"), json);
		return folder;
	}

	private static void assertContains(final String part, final String message) {
		assertTrue(message.contains(part), message);
	}

	private Path written(final ZarrVersion version) {
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y), ZarrOutputs.noise("u2", 20, 20), new int[] { 16, 16 }, version);
		return output;
	}

	@ParameterizedTest
	@EnumSource
	void corruptChunkIsNamed(final ZarrVersion version) throws IOException {
		final Path image = written(version);
		final String key = version == ZarrVersion.V04 ? "0/1" : "c/0/1";
		final Path chunk = image.resolve("0").resolve(key);
		final byte[] bytes = Files.readAllBytes(chunk);
		bytes[bytes.length / 2] ^= 0x10;
		Files.write(chunk, bytes);
		assertContains("Cannot read chunk " + key + " of", sentence(image));
	}

	@Test
	void chunksThatWereCutOffAreNoticed() throws IOException {
		final Path image = written(ZarrVersion.V05);
		final Path chunk = image.resolve("0/c/1/0");
		final byte[] bytes = Files.readAllBytes(chunk);
		for (int length = 0; length < bytes.length; length += 1 + bytes.length / 40) {
			Files.write(chunk, Arrays.copyOf(bytes, length));
			assertContains("Cannot read chunk c/1/0 of", sentence(image));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 31, 33, 100_000 })
	void chunkOfAnotherLengthIsNoticed(final int length) throws IOException {
		array(json("4, 4", "4, 4", BYTES));
		Files.createDirectories(folder.resolve("c/0"));
		Files.write(folder.resolve("c/0/0"), new byte[length]);
		assertContains("Cannot read chunk c/0/0 of", sentence(folder));
	}

	@Test
	void chunkThatIsAFolderIsNoticed() throws IOException {
		array(json("4, 4", "4, 4", BYTES));
		Files.createDirectories(folder.resolve("c/0/0"));
		assertContains("Cannot read chunk c/0/0 of", sentence(folder));
	}

	@Test
	void damagedShardsAreNoticed() throws IOException {
		array(json("4, 4", "4, 4", SHARDS));
		Files.createDirectories(folder.resolve("c/0"));
		final Path shard = folder.resolve("c/0/0");
		Files.write(shard, new byte[67]);
		assertContains("chunk c/0/0 (inner chunk 0/0) of", sentence(folder));
		assertContains("its shard is cut off", sentence(folder));
		Files.write(shard, new byte[68]);
		assertContains("the index of its shard is damaged or cut off", sentence(folder));
	}

	@Test
	void indexThatPointsBeyondItsShardIsNoticed() throws IOException {
		array(json("4, 4", "4, 4", SHARDS.replace(", {\"name\": \"crc32c\"}", "")));
		Files.createDirectories(folder.resolve("c/0"));
		final byte[] shard = new byte[64];
		Arrays.fill(shard, 0, 16, (byte) -1); // missing
		shard[16 + 7] = 0x7f; // an offset near 2^63
		shard[16 + 8] = 8;
		Files.write(folder.resolve("c/0/0"), shard);
		assertContains("chunk c/0/0 (inner chunk 0/1) of", sentence(folder));
		assertContains("points beyond its end", sentence(folder));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "\"text\"", "{\"zarr_format\": 3}", "\0\0\0\0" })
	void brokenMetadataAreNoticed(final String json) throws IOException {
		sentence(array(json));
	}

	@Test
	void deepNestingIsNoticed() throws IOException {
		sentence(array("[".repeat(1_000_000)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "4294967296, 4294967296; 4, 4; 2^63", "9223372036854775807, 1; 4, 4; 2^63", "1e30, 4; 4, 4; shape",
		"0, 4; 4, 4; at least 1", "-4, 4; 4, 4; at least 1", "4.5, 4; 4, 4; shape", "4, 4; 0, 4; at least 1", "4, 4; 4; as many",
		"4, 4; 65536, 65536; too large",
		"4, 4; 4294967296, 4294967296; too large", "4; 4; axes", "1,1,1,1,1,1; 1,1,1,1,1,1; axes", "\"a\", 4; 4, 4; shape", "null, 4; 4, 4; shape" })
	void absurdSizesAreRefused(final String shape, final String chunk, final String part) throws IOException {
		assertContains(part, sentence(array(json(shape, chunk, BYTES))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', value = { "uint16; int16; int16", "\"uint16\"; {\"name\": \"struct\"}; data_type",
		"\"bytes\"; \"vlen\"; vlen",
		"regular; rectangular; regular", "\"default\"; \"hilbert\"; chunk_key_encoding", "\"little\"; \"middle\"; endian",
		"\"fill_value\": 0; \"fill_value\": -1; fill_value",
		"\"fill_value\": 0; \"fill_value\": \"none\"; fill_value", "\"separator\": \"/\"; \"separator\": \"../\"; separator" })
	void whatCannotBeReadIsRefused(final String from, final String to, final String part) throws IOException {
		final String json = json("4, 4", "4, 4", BYTES);
		assertTrue(json.contains(from), json);
		assertContains(part, sentence(array(json.replace(from, to))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', value = { "{\"name\": \"transpose\", \"configuration\": {\"order\": [1, 0]}}, BYTES; transposes",
		"BYTES, {\"name\": \"snappy\"}; snappy", "{\"name\": \"gzip\"}; bytes must be first", "''; how pixels become bytes",
		"SHARDS, {\"name\": \"gzip\"}; whole shards",
		"'{\"name\": \"sharding_indexed\", \"configuration\": {\"chunk_shape\": [3, 2], \"codecs\": [BYTES], \"index_codecs\": [BYTES]}}'; must divide" })
	void codecsThatCannotBeUndoneAreRefused(final String codecs, final String part) throws IOException {
		assertContains(part, sentence(array(json("4, 4", "4, 4", codecs.replace("SHARDS", SHARDS).replace("BYTES", BYTES)))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', value = { "\"C\"; \"F\"; order",
		"\"filters\": null; \"filters\": [{\"id\": \"delta\"}]; filters", "\"<u2\"; \"<i2\"; dtype",
		"\"<u2\"; [[\"a\", \"<u2\"]]; dtype", "\"compressor\": null; \"compressor\": {\"id\": \"lzma\"}; lzma" })
	void whatCannotBeReadOfVersion2IsRefused(final String from, final String to, final String part) throws IOException {
		final String json = """
			{"zarr_format": 2, "shape": [4, 4], "chunks": [4, 4], "dtype": "<u2", "order": "C", "fill_value": 0, "compressor": null, "filters": null}""";
		Files.writeString(folder.resolve(".zarray"), json.replace(from, to));
		assertContains(part, sentence(folder));
	}

	@Test
	void groupThatIsNoImageIsRefused() throws IOException {
		assertContains("no multiscales", sentence(array("{\"zarr_format\": 3, \"node_type\": \"group\"}")));
		assertContains("plate", sentence(array("{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"ome\": {\"plate\": {}}}}")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', value = { "\"path\": \"0\"; \"path\": \"../0\"; out of the folder",
		"\"path\": \"0\"; \"path\": \"7\"; no Zarr array",
		"\"path\": \"0\"; \"way\": \"0\"; path", "\"name\": \"x\"; \"name\": \"angle\"; angle", "\"name\": \"x\"; \"name\": \"y\"; each once",
		"\"scale\": [; \"scale\": [3,; each axis",
		"\"type\": \"scale\"; \"type\": \"rotation\"; scales and translations", "\"scale\": [; \"scale\": [0, 1], \"old\": [; above 0",
		"\"datasets\": [; \"datasets\": [], \"old\": [; at least one" })
	void impossibleMultiscalesAreRefused(final String from, final String to, final String part) throws IOException {
		final Path image = written(ZarrVersion.V05);
		final Path file = image.resolve("zarr.json");
		final String json = Files.readString(file).replaceAll("\\s+", " ");
		assertTrue(json.contains(from), json);
		Files.writeString(file, json.replace(from, to));
		assertContains(part, sentence(image));
	}

	@Test
	void folderThatIsNotThereOrNoFolderIsRefused() throws IOException {
		assertContains("There is no folder", sentence(folder.resolve("missing.zarr")));
		assertContains("is a file", sentence(Files.writeString(folder.resolve("file.zarr"), "text")));
		assertContains("not a Zarr folder", sentence(Files.createDirectory(folder.resolve("empty.zarr"))));
	}

	@Test
	void folderThatVanishesIsNotTakenForMissingChunks() throws IOException {
		final Path image = written(ZarrVersion.V05);
		try (ZarrSource source = ZarrSource.open(image)) {
			assertFalse(ZarrOutputs.values(source.pixels()).length == 0);
		}
		try (ZarrSource source = ZarrSource.open(image)) {
			Folders.delete(image);
			final InputException e = assertThrows(InputException.class, () -> ZarrOutputs.values(source.pixels()));
			assertContains("the folder is not there any more", e.getMessage());
			assertContains("Cannot read chunk c/0/0 of \"" + image, e.getMessage());
		}
	}

	@Test
	void chunksAreNotTouchedWhenAnImageIsOpened() throws IOException {
		final Path image = written(ZarrVersion.V05);
		Files.write(image.resolve("0/c/0/0"), new byte[3]);
		try (ZarrSource source = ZarrSource.open(image)) {
			assertEquals(20, source.pixels().dimension(0));
		}
	}
}
