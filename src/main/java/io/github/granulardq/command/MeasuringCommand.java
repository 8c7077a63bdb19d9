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
package io.github.granulardq.command;

import ij.IJ;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/**
 * What the SciJava commands that measure have in common: progress, cancellation, and one sentence instead of a stack trace. They are for
 * scripts and have no menu entry: in Fiji's menu the plain-ImageJ commands stand, which take several images by their titles.
 */
abstract class MeasuringCommand extends ContextCommand {

	private static final int STEPS = 1000;

	@Parameter
	private TaskService taskService;

	@Parameter
	private LogService logService;

	/** Does the work. */
	protected abstract void measure(Monitor monitor);

	@Override
	public void run() {
		final Task task = taskService.createTask("Measurement");
		IJ.resetEscape();
		task.start();
		try {
			measure(new Monitor((done, total) -> {
				task.setProgressMaximum(STEPS);
				task.setProgressValue((int) (STEPS * ((double) done / total)));
			}, () -> isCanceled() || task.isCanceled() || IJ.escapePressed()));
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			if (UserMessages.of(e).isEmpty()) {
				throw e;
			}
			logService.debug(e);
			cancel(UserMessages.always(e));
		}
		finally {
			task.finish();
		}
	}
}
