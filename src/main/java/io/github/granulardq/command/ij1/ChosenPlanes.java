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
package io.github.granulardq.command.ij1;

import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;

/** Some planes of a virtual stack, which stay where they are until they are looked at. */
final class ChosenPlanes extends VirtualStack {

	private final ImageStack stack;
	private final int[] numbers;

	/**
	 * @param numbers of planes in the stack, from 1
	 */
	ChosenPlanes(final ImageStack stack, final int[] numbers) {
		super(stack.getWidth(), stack.getHeight(), null, null);
		this.stack = stack;
		this.numbers = numbers.clone();
		setBitDepth(stack.getBitDepth());
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		synchronized (stack) { // virtual stacks read one plane at a time
			return stack.getProcessor(numbers[n - 1]);
		}
	}

	@Override
	public Object getPixels(final int n) {
		return getProcessor(n).getPixels();
	}

	@Override
	public int getSize() {
		return numbers.length;
	}

	@Override
	public int size() {
		return numbers.length;
	}

	@Override
	public String getSliceLabel(final int n) {
		return stack.getSliceLabel(numbers[n - 1]);
	}
}
