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
package io.github.granulardq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.testing.SafetensorsWriter;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;

/** What a package may hold for allocators beside the controller. */
class AllocatorsTest {

	private static final String EDGES = "{\"percentiles\": {\"10.0\": 1, \"90.0\": 3}, \"thresholds\": [1.5, 2], \"bits\": [4, 5, 8]}";
	private static final int INPUTS = 3 * 8;

	@TempDir
	Path temp;

	private int loaded;

	private static TestPackage valid() {
		return TestPackage.of(TestModels.config(2, 1), 7);
	}

	private static TestPackage withEdges(final String json) {
		return valid().putListed("edge.json", json.getBytes(StandardCharsets.UTF_8));
	}

	private static TestPackage withTensors(final SafetensorsWriter writer) {
		return valid().putListed("weights.safetensors", writer.toBytes());
	}

	private static SafetensorsWriter weights() {
		return SafetensorsWriter.of(valid().get("weights.safetensors"));
	}

	private static TestPackage withAllocation(final String key, final JsonPrimitive value) {
		return valid().editManifest(m -> m.getAsJsonObject("allocation").add(key, value));
	}

	private Model load(final TestPackage packed) throws IOException {
		return ModelLoader.load(packed.toFolder(temp.resolve("package" + loaded++)));
	}

	private void assertRefused(final TestPackage packed, final String... parts) {
		final String message = assertThrows(InputException.class, () -> load(packed)).getMessage();
		assertFalse(message.contains("\n"), message);
		for (final String part : parts) {
			assertTrue(message.contains(part), message);
		}
	}

	@Test
	void olderPackagesHaveNone() throws IOException {
		final Model model = load(valid());
		assertEquals(Allocators.NONE, model.allocators());
		assertTrue(assertThrows(InputException.class, model::paper).getMessage().contains("test-model"));
	}

	@ParameterizedTest
	@CsvSource({ "rising,RISING", "falling,FALLING" })
	void theDirectionOfE2bIsRead(final String word, final Allocators.Direction direction) throws IOException {
		assertEquals(direction, load(withAllocation("direction", new JsonPrimitive(word))).allocators().direction());
	}

	@Test
	void theMeanOfBitsIsRead() throws IOException {
		assertEquals(OptionalDouble.of(4.4), load(withAllocation("fab", new JsonPrimitive(4.4))).allocators().fab());
	}

	@Test
	void impossibleEntriesOfTheManifestAreNamed() {
		assertRefused(withAllocation("direction", new JsonPrimitive("sideways")), "'allocation.direction'", "sideways");
		assertRefused(withAllocation("direction", new JsonPrimitive(1)), "'allocation.direction'", "text");
		assertRefused(withAllocation("fab", new JsonPrimitive(3.9)), "'allocation.fab'", "4.0 to 8.0");
		assertRefused(withAllocation("fab", new JsonPrimitive("4.4")), "'allocation.fab'");
	}

	@Test
	void edgesAreRead() throws IOException {
		final EdgeTable table = load(withEdges(EDGES)).allocators().edges().orElseThrow();
		assertEquals(new TreeMap<>(Map.of(10.0, 1.0, 90.0, 3.0)), table.percentiles());
		assertArrayEquals(new double[] { 1.5, 2 }, table.thresholds());
		assertArrayEquals(new int[] { 4, 5, 8 }, table.bits());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{}", "{\"percentiles\": {\"10\": 1, \"90\": 3}}", //
		"{\"percentiles\": {\"10\": 3, \"90\": 1}, \"thresholds\": [1], \"bits\": [4, 5]}", //
		"{\"percentiles\": {\"10\": 1}, \"thresholds\": [1], \"bits\": [4, 5]}", //
		"{\"percentiles\": [1, 2], \"thresholds\": [1], \"bits\": [4, 5]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": [2, 1], \"bits\": [4, 5, 8]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": [1, 2], \"bits\": [4, 5]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": [1], \"bits\": [4, 7]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": [1], \"bits\": [4, 5.5]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": [\"x\"], \"bits\": [4, 5]}", //
		"{\"percentiles\": {\"10\": 1, \"90\": 3}, \"thresholds\": 1, \"bits\": [4, 5]}" })
	void impossibleEdgesAreRefused(final String json) {
		assertRefused(withEdges(json), "'edge.json'");
	}

	@Test
	void damagedEdgesAreNoticed() {
		assertRefused(withEdges(EDGES).put("edge.json", EDGES.replace('4', '5').getBytes(StandardCharsets.UTF_8)), "'edge.json'", "damaged");
		assertRefused(withEdges(EDGES).remove("edge.json"), "no file 'edge.json'");
	}

	@Test
	void theControllerAsPublishedReplacesTheOther() throws IOException {
		final float[] weight = new float[3 * INPUTS];
		weight[5] = 7;
		final Model model = load(withTensors(weights().add("paper.gate.weight", weight, 3, INPUTS).add("paper.gate.bias", new float[] { 1, 2, 3 }, 3)));
		assertEquals(load(valid()).quantized(), model.quantized());
		assertEquals(Descriptor.SPREAD, model.quantized().descriptor());
		assertSame(model.paper(), model.paper(), "engines keep what they know of a network by its identity");
		assertEquals(Descriptor.MEAN, model.paper().descriptor());
		assertArrayEquals(weight, model.paper().gate().weight().data());
		assertArrayEquals(new float[] { 1, 2, 3 }, model.paper().gate().bias().data());
		assertEquals(model.quantized().body(), model.paper().body());
	}

	@Test
	void gatesThatDoNotFitAreRefused() {
		assertRefused(withTensors(weights().add("paper.gate.weight", new float[3 * INPUTS], 3, INPUTS)), "'paper.gate.bias'", "missing");
		assertRefused(withTensors(weights().add("paper.gate.weight", new float[6], 3, 2).add("paper.gate.bias", new float[3], 3)), "[3, 2]",
			"[3, 24]");
		assertRefused(withTensors(weights().add("paper.scissors", new float[3], 3)), "'paper.scissors'", "not part");
	}

	@Test
	void filesThatNoModelHasAreStillRefused() {
		final JsonObject info = new JsonObject();
		assertRefused(valid().editManifest(m -> m.getAsJsonObject("files").add("edges.json", info)), "'edges.json'");
	}
}
