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
// Enlarges an image from Java. After ./mvnw package, in the top folder of the project:
//   java -cp "target/granular-dq-0.1.0-SNAPSHOT.jar:$(cat target/granular-dq.classpath)" examples/SuperResolveExample.java \
//     examples/nuclei.png nuclei-x2.tif srresnet-light-x2-microscopy
// (on Windows with ; in place of : in the class path)

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.SuperResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

public class SuperResolveExample {

	public static void main(final String[] args) {
		final ImagePlus input = IJ.openImage(args[0]);
		final byte[] pixels = (byte[]) input.getProcessor().convertToByte(false).getPixels();
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(pixels, input.getWidth(), input.getHeight());

		try (SuperResolver resolver = SuperResolver.builder().setModel(ModelCatalog.find(args[2])).optBits(Bits.DYNAMIC).build()) {
			final SuperResolution<?> result = resolver.run(image, -1); // there is no channel axis
			save(result, args[1]);
			System.out.println(result.report().toJson());
		}
	}

	private static void save(final SuperResolution<?> result, final String path) {
		final ByteProcessor pixels = new ByteProcessor((int) result.image().dimension(0), (int) result.image().dimension(1));
		final var cursor = result.image().localizingCursor();
		while (cursor.hasNext()) {
			cursor.fwd();
			pixels.set(cursor.getIntPosition(0), cursor.getIntPosition(1), (int) cursor.get().getRealDouble());
		}
		IJ.saveAsTiff(new ImagePlus("result", pixels), path);
	}
}
