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

import java.util.function.Supplier;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;

/** Reads from a manifest how a network is built. Stateless. */
final class Architectures {

	private static final int MAX = 9999;

	private Architectures() {}

	/** What all architectures have. */
	private record Common(int scale, int channels, int features, int blocks, GlobalSkip skip, Descriptor descriptor, boolean signed, Quantizer quantizer) {

		static Common of(final Fields fields) {
			// The first packages do not name the quantizer.
			return new Common(number(fields, "scale"), number(fields, "channels"), number(fields, "features"), number(fields, "blocks"), fields.choice("skip",
				GlobalSkip.class), fields.choice("descriptor", Descriptor.class), fields.flag("signed"), fields.has("quantizer") ? fields.choice("quantizer",
					Quantizer.class) : Quantizer.QUANTSR);
		}
	}

	/**
	 * Reads the object {@code network}.
	 *
	 * @throws InputException if this version cannot build the network
	 */
	static Architecture parse(final Fields fields) {
		final String architecture = fields.text("architecture");
		final Supplier<Architecture> config = switch (architecture) {
			case SrResNet.ARCHITECTURE -> srResNet(fields);
			case Edsr.ARCHITECTURE -> edsr(fields);
			case Idn.ARCHITECTURE -> idn(fields);
			default -> throw fields.wrong("architecture", "is '" + architecture + "', which this version does not know: it knows " + String.join(", ",
				SrResNet.ARCHITECTURE, Edsr.ARCHITECTURE, Idn.ARCHITECTURE));
		};
		try {
			return config.get();
		}
		catch (final InputException e) {
			throw new InputException("The network in " + fields.file() + " is impossible: " + e.getMessage(), e);
		}
	}

	private static Supplier<Architecture> srResNet(final Fields fields) {
		final Common c = Common.of(fields);
		final int endKernel = number(fields, "end_kernel");
		final boolean norm = fields.flag("norm");
		final int slopes = number(fields, "slopes");
		return () -> new SrResNet.Config(c.scale, c.channels, c.features, c.blocks, endKernel, norm, slopes, c.skip, c.descriptor, c.signed, c.quantizer);
	}

	private static Supplier<Architecture> edsr(final Fields fields) {
		final Common c = Common.of(fields);
		return () -> new Edsr.Config(c.scale, c.channels, c.features, c.blocks, c.skip, c.descriptor, c.signed, c.quantizer);
	}

	private static Supplier<Architecture> idn(final Fields fields) {
		final Common c = Common.of(fields);
		final int distillation = number(fields, "distillation");
		return () -> new Idn.Config(c.scale, c.channels, c.features, distillation, c.blocks, c.skip, c.descriptor, c.signed, c.quantizer);
	}

	private static int number(final Fields fields, final String key) {
		return fields.integer(key, 0, MAX);
	}
}
