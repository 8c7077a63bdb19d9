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
package io.github.granulardq.installation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** What Fiji does with our SciJava command, without Fiji: finds it in the jar, names its menu entry, and runs it. It knows none of our classes. */
final class FijiProbe {

	private static final String COMMAND = "io.github.granulardq.command.SuperResolveCommand";

	private FijiProbe() {}

	/**
	 * @param args image, then for each output: its file, and {@code key=value} separated by spaces
	 */
	public static void main(final String[] args) throws Exception {
		try (Context context = new Context()) {
			final CommandService commands = context.service(CommandService.class);
			final List<CommandInfo> ours = commands.getCommands().stream().filter(c -> c.getDelegateClassName().equals(COMMAND)).toList();
			for (final CommandInfo info : ours) {
				System.out.println("command: " + info.getLabel());
			}
			final ImagePlus image = IJ.openImage(args[0]);
			for (int i = 1; i < args.length; i += 2) {
				final Map<String, Object> inputs = new TreeMap<>(Map.of("image", image));
				for (final String option : args[i + 1].split(" ")) {
					inputs.put(option.replaceFirst("=.*", ""), option.replaceFirst(".*=", ""));
				}
				final CommandModule module = commands.run(ours.get(0), true, inputs).get();
				if (module.isCanceled()) {
					System.out.println("canceled: " + module.getCancelReason());
				}
				else {
					new FileSaver((ImagePlus) module.getOutput("result")).saveAsTiff(args[i]);
				}
			}
		}
	}
}
