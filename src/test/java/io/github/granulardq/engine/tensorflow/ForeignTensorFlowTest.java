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
package io.github.granulardq.engine.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /proc/self/maps} tells; {@link NativesTest} looks at the class path. */
class ForeignTensorFlowTest {

	private static final List<Path> OURS = List.of(Path.of("/home/a/.javacpp/cache/native.jar/linux-x86_64"), Path.of("/opt/tf"));

	private static String maps(final String... files) {
		final StringBuilder maps = new StringBuilder("7ffc2b9e8000-7ffc2ba09000 rw-p 00000000 00:00 0                          [stack]\n");
		for (final String file : files) {
			maps.append("7f8c54000000-7f8c54021000 r-xp 00000000 fd:01 1835023                    ").append(file).append('\n');
		}
		return maps.append("7f8c58000000-7f8c58021000 rw-p 00000000 00:00 0 \n").toString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tmp/tensorflow_native_libraries-1/libtensorflow_jni.so", "/a b/libtensorflow_framework.so.1", "/x/libtensorflow_cc.so.2",
		"/x/libtensorflow.so.2.4.1", "/home/a/.javacpp/cache/other.jar/linux-x86_64/libjnitensorflow.so", "/opt/tf/old/libtensorflow.so" })
	void nativesFromElsewhereAreFound(final String file) {
		for (final String text : new String[] { maps("/usr/lib/libc.so.6", file, "/usr/lib/libm.so.6"), maps("/opt/tf/libtensorflow_cc.so.2", file),
			maps(file + " (deleted)") }) {
			assertEquals(Optional.of(file), ForeignTensorFlow.loaded(text, OURS));
		}
	}

	@Test
	void ourNativesAndOtherFilesAreNot() {
		assertEquals(Optional.empty(), ForeignTensorFlow.loaded(maps("/opt/tf/libtensorflow_cc.so.2", "/usr/lib/libc.so.6",
			"/home/a/.javacpp/cache/native.jar/linux-x86_64/libjnitensorflow.so", "/x/libtensorflowlite_jni.so", "/x/libtensorflow-lite.so",
			"/fiji/jars/libtensorflow-1.15.0.jar", "/libtensorflow.so/data.bin", "/x/notlibtensorflow.so"), OURS));
	}
}
