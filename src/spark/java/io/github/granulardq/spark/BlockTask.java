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

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.apache.spark.TaskContext;

import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * A task: computes and writes some blocks. It may be done several times, by several executors, since a block's chunk is always the same and
 * written as a whole.
 */
class BlockTask extends AbstractFunction1<Iterator<long[]>, List<FinishedBlock>> implements Serializable {

	private static final long serialVersionUID = 1L;

	private final RunDescription run;

	BlockTask(final RunDescription run) {
		this.run = run;
	}

	@Override
	public final List<FinishedBlock> apply(final Iterator<long[]> partition) {
		final TaskContext context = TaskContext.get();
		final List<FinishedBlock> finished = new ArrayList<>();
		try (Workshop.Lease lease = Workshop.enter(run)) {
			while (partition.hasNext()) {
				for (final long block : partition.next()) {
					finished.add(compute(block, lease.workshop(), context));
				}
			}
		}
		return finished;
	}

	/** Computes and writes a block. */
	FinishedBlock compute(final long block, final Workshop workshop, final TaskContext context) {
		return workshop.compute(block, () -> {
			if (context.isInterrupted()) {
				throw new CancellationException("Super-resolution was cancelled.");
			}
		});
	}
}
