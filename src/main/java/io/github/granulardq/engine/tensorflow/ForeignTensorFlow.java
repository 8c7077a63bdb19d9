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

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.granulardq.engine.EngineException;

/**
 * Looks for another TensorFlow, before ours on the class path or already in this process. {@code libtensorflow} 1.15, which other plugins bring into Fiji, shares
 * names of classes with DJL's {@code tensorflow-api}, and the natives of both in one process abort it: so this must be noticed
 * while nothing of either is loaded. Only resources are looked up; no class is touched.
 */
final class ForeignTensorFlow {

	private static final String SHARED_CLASS = "org/tensorflow/TensorFlow.class";

	/** In DJL's jar alone. */
	private static final String OUR_MARK = "META-INF/native-image/ai/djl/tensorflow/tensorflow-api/reflect-config.json";

	/** A line of {@code /proc/self/maps} ends in the file; TensorFlow Lite is another library. */
	private static final Pattern NATIVE = Pattern.compile("(/.*/lib(?:jni)?tensorflow(?!-?lite)[^/]*\\.so[.\\d]*)(?: \\(deleted\\))?$", Pattern.MULTILINE);

	private ForeignTensorFlow() {}

	/**
	 * Does nothing if the TensorFlow classes that a loader would give are DJL's.
	 *
	 * @throws EngineException naming the jar that they would come from instead
	 */
	static void refuse(final ClassLoader loader) {
		final URL given = loader.getResource(SHARED_CLASS);
		if (given == null) {
			throw new EngineException("TensorFlow's Java classes are not on the class path: put tensorflow-api's jar beside this program's.");
		}
		final String root = root(given, SHARED_CLASS);
		if (!ours(loader).contains(root)) {
			throw new EngineException("Another TensorFlow, " + readable(root) + ", comes before the one that this program needs, " +
				"and both cannot run in one process: remove that jar or the plugin that brought it, or start this program by itself.");
		}
	}

	/**
	 * Does nothing if no natives of TensorFlow are in this process, but for our own: another class loader may have loaded some.
	 *
	 * @param maps text of {@code /proc/self/maps}
	 * @param ours folders that our natives are loaded from
	 * @throws EngineException naming the first foreign file
	 */
	static void refuseLoaded(final String maps, final Collection<Path> ours) {
		final Matcher file = NATIVE.matcher(maps);
		while (file.find()) {
			final Path path = Path.of(file.group(1));
			if (!ours.contains(path.getParent())) {
				throw new EngineException("Another TensorFlow, " + path + ", is already in use in this process, and both cannot run in one: " +
					"restart ImageJ and do not use the plugin that brought it, or start this program by itself.");
			}
		}
	}

	private static List<String> ours(final ClassLoader loader) {
		try {
			return Collections.list(loader.getResources(OUR_MARK)).stream().map(url -> root(url, OUR_MARK)).toList();
		}
		catch (final IOException e) {
			throw new EngineException("The class path cannot be searched for TensorFlow: " + e.getMessage() + ".", e);
		}
	}

	private static String root(final URL url, final String resource) {
		final String text = url.toString();
		return text.substring(0, text.length() - resource.length());
	}

	/** {@code jar:file:/a/b.jar!/} to {@code /a/b.jar}. */
	private static String readable(final String root) {
		return root.replaceFirst("^jar:", "").replaceFirst("^file:", "").replaceFirst("!?/$", "");
	}
}
