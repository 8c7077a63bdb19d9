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
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.granulardq.engine.EngineException;

/**
 * Looks for another TensorFlow, on the class path or already in this process. {@code libtensorflow} 1.15, which other plugins bring into Fiji, shares
 * names of classes with DJL's {@code tensorflow-api}, and the natives of both in one process abort it: so this must be noticed
 * while nothing of either is loaded. Only resources are looked up; no class is touched.
 */
final class ForeignTensorFlow {

	private static final String SHARED_CLASS = "org/tensorflow/TensorFlow.class";

	/** In DJL's jar alone. */
	static final String OUR_MARK = "META-INF/native-image/ai/djl/tensorflow/tensorflow-api/reflect-config.json";

	/** A line of {@code /proc/self/maps} ends in the file; TensorFlow Lite is another library. */
	private static final Pattern NATIVE = Pattern.compile("(/.*/lib(?:jni)?tensorflow(?!-?lite)[^/]*\\.so[.\\d]*)(?: \\(deleted\\))?$", Pattern.MULTILINE);

	private ForeignTensorFlow() {}

	/**
	 * Looks at the class path.
	 *
	 * @return the jar of another TensorFlow, or an empty one if there is none, even behind ours: what is loaded from it later would end the process
	 * @throws EngineException if ours is not there
	 */
	static Optional<String> onClassPath(final ClassLoader loader) {
		final List<String> ours = roots(loader, OUR_MARK);
		if (ours.isEmpty()) {
			throw new EngineException("TensorFlow is not installed here: choose the engine integer, or install the zip whose name does not say small.");
		}
		return roots(loader, SHARED_CLASS).stream().filter(root -> !ours.contains(root)).map(ForeignTensorFlow::readable).findFirst();
	}

	/**
	 * Looks at the natives in this process: another class loader may have loaded some.
	 *
	 * @param maps text of {@code /proc/self/maps}
	 * @param ours folders that our natives are loaded from
	 * @return the first file that is not ours
	 */
	static Optional<String> loaded(final String maps, final Collection<Path> ours) {
		return NATIVE.matcher(maps).results().map(file -> file.group(1)).filter(file -> !ours.contains(Path.of(file).getParent())).findFirst();
	}

	private static List<String> roots(final ClassLoader loader, final String resource) {
		try {
			return Collections.list(loader.getResources(resource)).stream().map(url -> root(url, resource)).toList();
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
