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

import io.github.granulardq.InputException;
import io.github.granulardq.evaluation.ErrorMap;
import io.github.granulardq.evaluation.Plane;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Maps where a super-resolved ImgLib2 image of axes x and y contradicts its low-resolution image, for scripts of Fiji and PyImageJ. The map lies
 * on the grid of the low-resolution image.
 */
@Plugin(type = Command.class, headless = true, label = "Error Map Img")
public final class ErrorMapImgCommand extends MeasuringCommand {

	@Parameter(persist = false, required = false)
	private RandomAccessibleInterval<?> super_resolved;

	@Parameter(persist = false, required = false)
	private RandomAccessibleInterval<?> low_resolution;

	@Parameter(persist = false, required = false)
	private boolean align;

	@Parameter(type = ItemIO.OUTPUT)
	private RandomAccessibleInterval<?> map;

	@Parameter(type = ItemIO.OUTPUT)
	private double rse;

	@Parameter(type = ItemIO.OUTPUT)
	private double rsp;

	@Parameter(type = ItemIO.OUTPUT)
	private double sigma;

	@Override
	protected void measure(final Monitor monitor) {
		final ErrorMap found = ErrorMap.of(plane(super_resolved, "super_resolved"), plane(low_resolution, "low_resolution"), align, monitor.cancelled());
		map = ArrayImgs.doubles(found.error().values(), found.error().width(), found.error().height());
		rse = found.rse();
		rsp = found.rsp();
		sigma = found.scaling().sigma();
	}

	/**
	 * Copies an image whose type is known only now.
	 *
	 * @param key of the parameter, for messages
	 * @throws InputException if there is no image of two axes and real numbers
	 */
	@SuppressWarnings("unchecked")
	static <T extends RealType<T>> Plane plane(final RandomAccessibleInterval<?> image, final String key) {
		if (image == null) {
			throw new InputException("There is no image: give one as " + key + ".");
		}
		final Object type = image.getType();
		if (image.numDimensions() != 2 || !(type instanceof RealType)) {
			throw new InputException("The image " + key + " has " + image.numDimensions() + " axes and pixels of " + type.getClass().getSimpleName() +
				": give one of two axes and real numbers.");
		}
		return Plane.of((RandomAccessibleInterval<T>) image);
	}
}
