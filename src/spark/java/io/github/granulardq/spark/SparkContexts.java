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
package io.github.granulardq.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

import io.github.granulardq.InputException;

/** Opens Spark: embedded, or a cluster's. Stateless. */
final class SparkContexts {

	private static final Pattern LOCAL = Pattern.compile("local(\\[(\\d+|\\*)\\])?");

	/** What a cluster does by default. */
	private static final int ATTEMPTS = 4;

	private SparkContexts() {
	}

	/**
	 * Opens a context; settings of {@code spark-submit} and {@code -Dspark...} hold.
	 *
	 * @param master its URL
	 * @throws InputException if there is no such master, or it cannot be reached
	 */
	static JavaSparkContext open(final String master) {
		final SparkConf conf = new SparkConf().setMaster(withAttempts(master)).setIfMissing("spark.app.name", "Granular-DQ");
		if (master.startsWith("local")) {
			conf.setIfMissing("spark.ui.enabled", "false").setIfMissing("spark.driver.bindAddress", "127.0.0.1").setIfMissing("spark.driver.host",
				"localhost");
		}
		else {
			// Our Zstandard compresses, not that of Spark, whose bytes differ: see docs/spark.md for the driver.
			conf.setIfMissing("spark.executor.userClassPathFirst", "true");
		}
		try {
			return new JavaSparkContext(conf);
		}
		catch (final Exception e) { // Scala does not say which
			throw new InputException("Spark cannot be started with the master \"" + master + "\": " + SparkFailures.reason(e) + ".", e);
		}
	}

	/** Embedded, Spark tries a task once unless it is told otherwise. */
	private static String withAttempts(final String master) {
		final Matcher matcher = LOCAL.matcher(master);
		return matcher.matches() ? "local[" + (matcher.group(2) == null ? "1" : matcher.group(2)) + "," + ATTEMPTS + "]" : master;
	}
}
