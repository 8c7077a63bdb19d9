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
package io.github.granulardq.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.SrResNet;

/**
 * A model package in memory, to be written as a folder or a zip, and to be spoiled before that:
 *
 * <pre>
 * TestPackage.of(TestModels.config(2, 1), 1).editManifest(m -&gt; m.addProperty("format_version", 2)).toFolder(folder);
 * </pre>
 *
 * The enlarged patches among its test tensors are zeros. Not thread-safe.
 */
public final class TestPackage {

	private static final int TEST_SIZE = 48;

	private final Map<String, byte[]> files = new TreeMap<>();

	private TestPackage() {}

	/** A valid package with random weights. */
	public static TestPackage of(final Architecture config, final long seed) {
		final TestPackage created = new TestPackage();
		final JsonObject manifest = JsonParser.parseString("""
			{"format": "granular-dq-model", "format_version": 1, "id": "test-model", "title": "Test model", "description": "Random weights.",
			 "license": "BSD-2-Clause", "normalization": {"low_percent": 0.1, "high_percent": 99.9},
			 "allocation": {"low_percent": 50, "high_percent": 90}, "grid": {"halo": 12}, "files": {}}""").getAsJsonObject();
		manifest.add("network", network(config));
		created.files.put("model.json", bytes(manifest));
		created.putListed("weights.safetensors", TestModels.weights(config, true, seed));
		created.putListed("fp32.safetensors", TestModels.weights(config, false, seed));
		created.putListed("entropy.json", new Gson().toJson(TestModels.entropyPercentiles()).getBytes(StandardCharsets.UTF_8));
		created.putListed("test.safetensors", testTensors(config, seed));
		return created;
	}

	private static JsonObject network(final Architecture architecture) {
		if (architecture instanceof SrResNet.Config config) {
			return network(config);
		}
		// Components of records are named as keys are.
		final JsonObject network = new JsonObject();
		network.addProperty("architecture", architecture instanceof Edsr.Config ? "edsr" : "idn");
		new Gson().toJsonTree(architecture).getAsJsonObject().entrySet().forEach(entry -> {
			final JsonPrimitive value = entry.getValue().getAsJsonPrimitive();
			network.add(entry.getKey(), value.isString() ? new JsonPrimitive(value.getAsString().toLowerCase(Locale.ROOT)) : value);
		});
		return network;
	}

	/** As the first packages have it: without a quantizer. */
	private static JsonObject network(final SrResNet.Config config) {
		final JsonObject network = new JsonObject();
		network.addProperty("architecture", "srresnet");
		network.addProperty("scale", config.scale());
		network.addProperty("channels", config.channels());
		network.addProperty("features", config.features());
		network.addProperty("blocks", config.blocks());
		network.addProperty("end_kernel", config.endKernel());
		network.addProperty("norm", config.norm());
		network.addProperty("slopes", config.slopes());
		network.addProperty("skip", config.skip().name().toLowerCase(Locale.ROOT));
		network.addProperty("descriptor", config.descriptor().name().toLowerCase(Locale.ROOT));
		network.addProperty("signed", config.signed());
		return network;
	}

	private static byte[] testTensors(final Architecture config, final long seed) {
		final int c = config.channels();
		final Random random = new Random(seed);
		final float[] input = new float[c * TEST_SIZE * TEST_SIZE];
		for (int i = 0; i < input.length; i++) {
			input[i] = 255 * random.nextFloat();
		}
		final SafetensorsWriter writer = new SafetensorsWriter().add("input", input, c, TEST_SIZE, TEST_SIZE)
			.add("descriptor", new float[3 * config.features()], 3 * config.features()).add("logits", new float[3], 3);
		final int size = TEST_SIZE * config.scale();
		for (final int bits : new int[] { 4, 5, 6, 8, 32 }) {
			writer.add("sr_" + bits, new float[c * size * size], c, size, size);
		}
		return writer.toBytes();
	}

	/** Content of a file. */
	public byte[] get(final String name) {
		return files.get(name);
	}

	/** Sets or replaces a file without telling the manifest. */
	public TestPackage put(final String name, final byte[] content) {
		files.put(name, content);
		return this;
	}

	/** Sets or replaces a file, its length and its hash in the manifest. */
	public TestPackage putListed(final String name, final byte[] content) {
		final JsonObject info = new JsonObject();
		info.addProperty("bytes", content.length);
		info.addProperty("sha256", sha256(content));
		return put(name, content).editManifest(manifest -> manifest.getAsJsonObject("files").add(name, info));
	}

	/** Takes a file away without telling the manifest. */
	public TestPackage remove(final String name) {
		files.remove(name);
		return this;
	}

	/** Changes the manifest. */
	public TestPackage editManifest(final Consumer<JsonObject> edit) {
		final JsonObject manifest = JsonParser.parseString(new String(get("model.json"), StandardCharsets.UTF_8)).getAsJsonObject();
		edit.accept(manifest);
		return put("model.json", bytes(manifest));
	}

	private static byte[] bytes(final JsonObject json) {
		return json.toString().getBytes(StandardCharsets.UTF_8);
	}

	/** Writes a folder, and returns it. */
	public Path toFolder(final Path folder) throws IOException {
		Files.createDirectories(folder);
		for (final Map.Entry<String, byte[]> file : files.entrySet()) {
			Files.write(folder.resolve(file.getKey()), file.getValue());
		}
		return folder;
	}

	/** Writes a zip, and returns it. */
	public Path toZip(final Path zip) throws IOException {
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			for (final Map.Entry<String, byte[]> file : files.entrySet()) {
				out.putNextEntry(new ZipEntry(file.getKey()));
				out.write(file.getValue());
				out.closeEntry();
			}
		}
		return zip;
	}

	/** SHA-256 in lower-case hex. */
	public static String sha256(final byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
	}
}
