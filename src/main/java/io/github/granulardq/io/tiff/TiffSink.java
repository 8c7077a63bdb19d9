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
package io.github.granulardq.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.Journal;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A tiled BigTIFF file, compressed with deflate and a predictor, written block by block:
 *
 * <pre>
 * try (TiffSink sink = TiffSink.create(output, metadata, size, new UnsignedShortType(), new int[] { 960, 960 }, identity, false)) {
 * 	... // as BlockSink shows
 * 	sink.finish();
 * }
 * </pre>
 *
 * Names that end with {@code .ome.tif} get OME-XML, others the metadata of ImageJ. Until it is finished the file has the ending {@code .part}, and a {@link Journal}
 * beside it: blocks lie one after another, the directories come last, and then the header is told where they are.
 * <p>
 * {@link #encode} is safe for threads.
 */
public final class TiffSink implements BlockSink {

	/** Level of deflate whose time is small beside that of the computation; higher ones take ten times as long for files 2 to 10 % smaller. */
	static final int DEFAULT_LEVEL = 1;

	/** Follows the name of the output while it is written. */
	static final String PART = ".part";

	/** Opens the file that is written. */
	@FunctionalInterface
	interface Opening {

		FileChannel open(Path file) throws IOException;
	}

	private final Path output;
	private final Path part;
	private final boolean overwrite;
	private final BlockGrid grid;
	private final PixelType type;
	private final TileLayout layout;
	private final TileEncoder encoder;
	private final Directories directories;
	private final Journal journal;
	private final long[] offsets;
	private final int[] counts;
	/** Null if the file is complete already, or closed. */
	private FileChannel channel;
	/** Whether there was nothing to go on with. */
	private boolean fresh;
	private long finished;
	private long end = DirectoryBuilder.HEADER_BYTES;

	private TiffSink(final Path output, final ImageMetadata metadata, final BlockGrid grid, final PixelType type, final int level,
		final String identity, final boolean overwrite, final Opening opening)
	{
		this.output = output;
		this.overwrite = overwrite;
		this.grid = grid;
		this.type = type;
		part = output.resolveSibling(output.getFileName() + PART);
		layout = new TileLayout(metadata, grid);
		encoder = new TileEncoder(layout, type, level);
		directories = new Directories(output.getFileName().toString(), metadata, grid.size(), type, layout);
		final long tiles = Math.multiplyExact(layout.planes(), layout.tilesPerPlane());
		if (tiles > Integer.MAX_VALUE / Long.BYTES) {
			throw new InputException("\"" + output + "\" would have " + tiles + " tiles: choose larger blocks.");
		}
		requireFree(Files.exists(Journal.of(output)));
		offsets = new long[(int) tiles];
		counts = new int[(int) tiles];
		journal = Journal.open(output, identity + "; TIFF of " + Arrays.toString(grid.size()) + " " + type + " in blocks of " + Arrays.toString(grid
			.block()) + ", level " + level, overwrite);
		try {
			resume(opening);
		}
		catch (final IOException e) {
			close();
			throw failure("the beginning", e);
		}
		catch (final RuntimeException | Error e) {
			close();
			throw e;
		}
	}

	/**
	 * Begins a file, or goes on with it where another run of the same identity ended.
	 *
	 * @param metadata an axis for each of the sizes
	 * @param size pixels along each axis
	 * @param type {@code UnsignedByteType}, {@code UnsignedShortType} or {@code FloatType}
	 * @param block pixels of a block along each axis; multiples of 16 along x and y, and all three channels of RGB
	 * @param identity of the run: all that pixels depend on
	 * @param overwrite whether a file of that name, or the unfinished output of another run, is replaced
	 * @throws InputException if there is such a file and it must not be replaced, another process writes it, or it cannot be written
	 */
	public static TiffSink create(final Path output, final ImageMetadata metadata, final long[] size, final RealType<?> type, final int[] block,
		final String identity, final boolean overwrite)
	{
		return create(output, metadata, size, type, block, DEFAULT_LEVEL, identity, overwrite, file -> FileChannel.open(file, StandardOpenOption.READ,
			StandardOpenOption.WRITE, StandardOpenOption.CREATE));
	}

	/** The same with another level of deflate, 1 to 9, and another way to open the file. */
	static TiffSink create(final Path output, final ImageMetadata metadata, final long[] size, final RealType<?> type, final int[] block,
		final int level, final String identity, final boolean overwrite, final Opening opening)
	{
		if (output.getFileName() == null || Files.isDirectory(output)) {
			throw new InputException("Cannot write \"" + output + "\": it is a folder; give the name of a file.");
		}
		final Path folder = output.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) {
			throw new InputException("Cannot write \"" + output + "\": there is no folder \"" + folder + "\"; create it first.");
		}
		final PixelType pixels = PixelType.of(type).orElseThrow(() -> new IllegalArgumentException("no TIFF of " + type.getClass()));
		return new TiffSink(output, metadata, new BlockGrid(size, block), pixels, level, identity, overwrite, opening);
	}

	/** What is there and not ours stays, unless it may be replaced. */
	private void requireFree(final boolean begun) {
		if (overwrite) {
			return;
		}
		if (Files.exists(output) && (!begun || Files.exists(part))) {
			throw new InputException("\"" + output + "\" exists already: give another name, or choose to overwrite it.");
		}
		if (!begun && Files.exists(part)) {
			throw new InputException("\"" + part + "\" exists already, without the journal that it could be continued by: move it away, or choose to " +
				"overwrite it.");
		}
	}

	private void resume(final Opening opening) throws IOException {
		fresh = !journal.isBegun();
		if (fresh) {
			journal.begin();
		}
		if (!Files.exists(part)) {
			final boolean named = journal.completeLength().isPresent() && Files.exists(output) && Files.size(output) == journal.completeLength()
				.getAsLong();
			if (named && journal.count() == grid.count()) { // all that was left to do is to delete the journal
				finished = grid.count();
				return;
			}
			requireFree(false);
			journal.keep(0);
			fresh = true;
		}
		channel = opening.open(part);
		write(DirectoryBuilder.header(0), 0); // before anything else: a file that was about to be finished is unfinished again
		while (finished < journal.count() && accept(journal.entry((int) finished))) {
			continue;
		}
		journal.keep((int) finished);
		channel.truncate(end);
	}

	/** Whether a block of an earlier run is there as it should be. */
	private boolean accept(final Journal.Entry entry) throws IOException {
		if (entry.block() != finished || entry.offset() != end || entry.length() > channel.size() - end || finished >= grid.count()) {
			return false;
		}
		final int leader = Integer.BYTES * layout.tilesOf(finished);
		if (entry.length() < leader || entry.length() > Integer.MAX_VALUE - 8) {
			return false;
		}
		final ByteBuffer bytes = ByteBuffer.allocate(entry.durable() ? leader : (int) entry.length()).order(TileEncoder.ORDER);
		while (bytes.hasRemaining()) {
			if (channel.read(bytes, end + bytes.position()) < 0) {
				throw new EOFException("it became shorter");
			}
		}
		if (!entry.durable() && crc(bytes.array()) != entry.crc() || !encoder.isBlock(finished, bytes, entry.length())) {
			return false;
		}
		place(bytes, entry.length());
		return true;
	}

	/** Notes where the tiles of the next block are. */
	private void place(final ByteBuffer encoded, final long length) {
		final int tiles = layout.tilesOf(finished);
		final int[] tile = { 0 };
		final long[] offset = { end + (long) Integer.BYTES * tiles };
		layout.visit(finished, (index, start, width, height) -> {
			final int count = encoded.getInt(tile[0]++ * Integer.BYTES);
			offsets[(int) index] = offset[0];
			counts[(int) index] = count;
			offset[0] += count;
		});
		finished++;
		end += length;
	}

	private static int crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	@Override
	public boolean isFinished(final long block) {
		return block < finished;
	}

	@Override
	public boolean inOrder() {
		return true;
	}

	@Override
	public byte[] encode(final long block, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		if (PixelType.of(pixels.getType()).orElse(null) != type || !Arrays.equals(pixels.dimensionsAsLongArray(), grid.interval(block)
			.dimensionsAsLongArray()))
		{
			throw new IllegalArgumentException("block " + block + " is another: " + Arrays.toString(pixels.dimensionsAsLongArray()) + " pixels of " +
				pixels.getType().getClass());
		}
		return encoder.encode(block, pixels);
	}

	@Override
	public void put(final long block, final byte[] encoded) {
		put(block, encoded, new byte[0]);
	}

	@Override
	public void put(final long block, final byte[] encoded, final byte[] note) {
		if (block != finished || channel == null) {
			throw new IllegalStateException("block " + block + " is put where block " + finished + " is due");
		}
		final ByteBuffer bytes = ByteBuffer.wrap(encoded).order(TileEncoder.ORDER);
		if (encoded.length < Integer.BYTES * layout.tilesOf(block) || !encoder.isBlock(block, bytes, encoded.length)) {
			throw new IllegalArgumentException("block " + block + " was not encoded by this sink");
		}
		try {
			if (journal.isForceDue()) {
				journal.force(() -> channel.force(false));
			}
			write(bytes.duplicate(), end);
			journal.record(block, end, encoded.length, crc(encoded), note);
		}
		catch (final IOException e) {
			throw failure("block " + block, e);
		}
		place(bytes, encoded.length);
	}

	@Override
	public byte[] note(final long block) {
		return block < finished ? journal.note((int) block) : new byte[0];
	}

	@Override
	public void finish() {
		if (finished != grid.count()) {
			throw new IllegalStateException("block " + finished + " of " + grid.count() + " is missing");
		}
		try {
			if (channel != null) {
				complete();
			}
			journal.delete();
		}
		catch (final IOException e) {
			throw failure("the end", e);
		}
	}

	private void complete() throws IOException {
		final long start = DirectoryBuilder.aligned(end);
		final long[] position = { start };
		write(ByteBuffer.allocate((int) (start - end)), end);
		directories.write(start, offsets, counts, bytes -> {
			write(ByteBuffer.wrap(bytes), position[0]);
			position[0] += bytes.length;
		});
		channel.force(false);
		write(DirectoryBuilder.header(start), 0);
		channel.force(true);
		channel.close();
		journal.complete(position[0]);
		if (!overwrite && Files.exists(output)) {
			throw new InputException("\"" + output + "\" exists already since a while: move it away and repeat the command, which only renames \"" + part +
				"\".");
		}
		try {
			Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final AtomicMoveNotSupportedException e) {
			Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
		}
		channel = null;
	}

	private void write(final ByteBuffer bytes, final long offset) throws IOException {
		long position = offset;
		while (bytes.hasRemaining()) {
			position += channel.write(bytes, position);
		}
	}

	private RuntimeException failure(final String what, final IOException e) {
		if (e instanceof ClosedByInterruptException) {
			return new CancellationException("Writing \"" + output + "\" was interrupted; repeat the command to go on.");
		}
		return new InputException("Cannot write " + what + " of \"" + output + "\": " + IoMessages.reason(e) + "; the " + finished +
			" blocks before it are kept: repeat the command to go on.", e);
	}

	@Override
	public void close() {
		try (journal) {
			final boolean opened = channel != null;
			if (opened) {
				channel.close();
				channel = null;
			}
			if (fresh && finished == 0) { // nothing that another run could go on with
				fresh = false;
				if (opened) {
					Files.deleteIfExists(part);
				}
				journal.delete();
			}
		}
		catch (final IOException e) {
			// what was recorded is in the file
		}
	}
}
