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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;

class SelectionsTest {

	private final ImagePlus image = IJ.createImage("cells", 40, 30, 2, 8);

	private Rectangle bounds(final Roi roi) {
		image.setRoi(roi);
		return Selections.bounds(image);
	}

	@Test
	void areaCropsToItsBoundsInsideTheImage() {
		assertEquals(new Rectangle(3, 4, 10, 11), bounds(new Roi(3, 4, 10, 11)));
		assertEquals(new Rectangle(3, 4, 10, 11), bounds(new OvalRoi(3, 4, 10, 11)));
		assertEquals(new Rectangle(0, 20, 5, 10), bounds(new Roi(-5, 20, 10, 30)));
	}

	@Test
	void withoutAreaThePlaneIsWhole() {
		final ShapeRoi apart = new ShapeRoi(new Roi(1, 1, 3, 3)).and(new ShapeRoi(new Roi(20, 20, 3, 3)));
		assertEquals(new Rectangle(0, 0, 40, 30), bounds(apart)); // ImageJ takes a shape of no size for no selection
		assertEquals(new Rectangle(0, 0, 40, 30), bounds(null));
		assertEquals(new Rectangle(0, 0, 40, 30), bounds(new Line(1, 2, 3, 4)));
		assertEquals(new Rectangle(0, 0, 40, 30), bounds(new PointRoi(5, 6)));
	}

	@Test
	void emptyAreaIsAMistake() {
		for (final Roi empty : new Roi[] { new Roi(50, 5, 10, 10), new OvalRoi(5, -20, 9, 9), new Roi(-5, 0, 5, 30) }) {
			final InputException e = assertThrows(InputException.class, () -> bounds(empty));
			assertTrue(e.getMessage().contains("cells") && e.getMessage().contains("no pixel"), e.getMessage());
		}
	}

	private ImagePlus copied(final Rectangle crop, final int scale) {
		final ImagePlus large = IJ.createImage("large", crop.width * scale, crop.height * scale, 2, 8);
		Selections.copy(image, crop, scale, large);
		return large;
	}

	@Test
	void rectangleThatCroppedIsGone() {
		image.setRoi(new Roi(3, 4, 10, 11));
		assertNull(copied(new Rectangle(3, 4, 10, 11), 2).getRoi());
	}

	@Test
	void otherSelectionsGrow() {
		image.setRoi(new OvalRoi(3, 4, 10, 12));
		final Roi oval = copied(new Rectangle(3, 4, 10, 12), 3).getRoi();
		assertEquals(Roi.OVAL, oval.getType());
		assertEquals(new Rectangle(0, 0, 30, 36), oval.getBounds());
		image.setRoi(new Roi(3, 4, 10, 12));
		assertEquals(new Rectangle(6, 8, 20, 24), copied(new Rectangle(0, 0, 40, 30), 2).getRoi().getBounds());
		image.setRoi(new Line(1.0, 2.0, 11.0, 22.0));
		final Line line = assertInstanceOf(Line.class, copied(new Rectangle(0, 0, 40, 30), 2).getRoi());
		assertEquals(22, line.x2d);
		assertEquals(44, line.y2d);
	}

	@Test
	void overlayMovesAndGrowsWithItsAttributes() {
		final Overlay overlay = new Overlay();
		final Roi box = new Roi(5, 6, 4, 3);
		box.setName("box");
		box.setStrokeColor(Color.RED);
		box.setStrokeWidth(1.5);
		box.setPosition(2);
		overlay.add(box);
		overlay.add(new PolygonRoi(new float[] { 10, 20, 10 }, new float[] { 10, 10, 20 }, Roi.POLYGON));
		overlay.add(new TextRoi(6, 7, "label"));
		overlay.add(new Roi(35, 25, 2, 2)); // outside the crop
		image.setOverlay(overlay);
		final Overlay large = copied(new Rectangle(4, 4, 20, 20), 2).getOverlay();
		assertEquals(3, large.size());
		assertEquals(Roi.RECTANGLE, large.get(0).getType());
		assertEquals(new Rectangle(2, 4, 8, 6), large.get(0).getBounds());
		assertEquals("box", large.get(0).getName());
		assertEquals(Color.RED, large.get(0).getStrokeColor());
		assertEquals(3, large.get(0).getStrokeWidth());
		assertEquals(2, large.get(0).getPosition());
		assertEquals(new Rectangle(12, 12, 20, 20), large.get(1).getBounds());
		assertInstanceOf(TextRoi.class, large.get(2));
		assertEquals(new Rectangle(5, 6, 4, 3), overlay.get(0).getBounds()); // the original stays
	}

	@Test
	void overlayKeepsPositionsInHyperstacks() {
		final ImagePlus stack = IJ.createHyperStack("h", 10, 10, 2, 3, 4, 8);
		final Roi box = new Roi(1, 1, 2, 2);
		box.setPosition(2, 3, 4);
		stack.setOverlay(new Overlay(box));
		final ImagePlus large = IJ.createHyperStack("h", 20, 20, 2, 3, 4, 8);
		Selections.copy(stack, new Rectangle(0, 0, 10, 10), 2, large);
		final Roi grown = large.getOverlay().get(0);
		assertEquals(2, grown.getCPosition());
		assertEquals(3, grown.getZPosition());
		assertEquals(4, grown.getTPosition());
	}
}
