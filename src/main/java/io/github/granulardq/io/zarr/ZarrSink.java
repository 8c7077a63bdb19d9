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
package io.github.granulardq.io.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.Journal;
import io.github.granulardq.io.zarr.ZarrChunks.Written;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Writes an OME-Zarr folder with lower resolutions, a chunk for each block. Until it is complete it grows in a folder of the same name with
 * {@code .part} behind it, in which the metadata that make it an image come last, and {@code .journal} lists its finished blocks. Blocks may be written
 * elsewhere, see {@link #chunks}.
 * <p>
 * Axes are stored as OME-Zarr wants them (t, c, z, y, x), units by the names that it knows, or not at all. {@link #encode} may be called by several
 * threads, all else by one at a time.
 */
public final class ZarrSink implements BlockSink {

	/** Four blocks must fit into an array of Java when resolutions are made. */
	private static final long MAX_BLOCK_BYTES = 256L << 20;

	private static final byte[] NO_NOTE = {};

	private static final List<Kind> ORDER = List.of(Kind.TIME, Kind.CHANNEL, Kind.Z, Kind.Y, Kind.X);

	private final ZarrPlace place;
	private final Journal journal;
	private final ZarrChunks chunks;
	private final ImageMetadata metadata;
	private final BlockGrid grid;
	private final ChunkForcing forcing;
	/** Bytes of each finished block's file, -1 for others. */
	private final int[] lengths;
	/** Where the journal has it. */
	private final int[] entries;
	/** Whether there was nothing to go on with. */
	private boolean fresh;
	/** Whether an earlier run was stopped when all was in place and only the journal left to delete. */
	private boolean complete;

	private ZarrSink(final ZarrPlace place, final Journal journal, final ZarrChunks chunks, final ImageMetadata metadata) {
		this.place = place;
		this.journal = journal;
		this.chunks = chunks;
		this.metadata = metadata;
		grid = chunks.grid();
		forcing = new ChunkForcing(place, chunks, journal);
		lengths = new int[Math.toIntExact(grid.count())];
		entries = new int[lengths.length];
		Arrays.fill(lengths, -1);
	}

	/**
	 * Begins an output, or goes on with one that a run of the same identity began.
	 *
	 * @param output the folder
	 * @param metadata of the image
	 * @param size pixels along each axis
	 * @param type of the pixels: {@code UnsignedByteType}, {@code UnsignedShortType} or {@code FloatType}
	 * @param block pixels of a block along each axis
	 * @param identity a text that is the same only for runs that make the same output
	 * @param overwrite whether an output, finished or not, that is not this run's is replaced; only if it is a Zarr folder
	 * @param version of OME-Zarr
	 * @throws InputException if the output cannot be made, or must not be
	 */
	public static ZarrSink create(final Path output, final ImageMetadata metadata, final long[] size, final RealType<?> type, final int[] block,
		final String identity, final boolean overwrite, final ZarrVersion version)
	{
		final BlockGrid grid = new BlockGrid(size, block);
		final ElementType element = ElementType.of(type);
		if (size.length != metadata.axes().size()) {
			throw new IllegalArgumentException(size.length + " sizes of " + metadata.axes());
		}
		if (grid.count() > 1 << 30) {
			throw new InputException("Cannot write \"" + output + "\": " + grid.count() + " blocks are too many; choose larger blocks.");
		}
		if (Arrays.stream(block).asLongStream().reduce(element.bytes(), Math::multiplyExact) > MAX_BLOCK_BYTES) {
			throw new InputException("Cannot write \"" + output + "\": blocks of more than " + (MAX_BLOCK_BYTES >> 20) +
				" MB are too large; choose smaller blocks.");
		}
		final int[] order = IntStream.range(0, size.length).boxed().sorted(Comparator.comparing(d -> ORDER.indexOf(metadata.axes().get(d).kind())))
			.mapToInt(Integer::intValue).toArray();
		final ZarrPlace place = new ZarrPlace(output.toAbsolutePath(), overwrite);
		final ZarrChunks chunks = new ZarrChunks(place.part().resolve("0").toUri(), version, element, size.clone(), block.clone(), order);
		if (!Folders.exists(place.journal())) {
			place.check(); // nothing of ours is there yet, nor shall it be
		}
		final Journal journal = Journal.open(place.output(), identity + "; OME-Zarr " + version + " of " + Arrays.toString(size) + " " + element +
			" in blocks of " + Arrays.toString(block), overwrite);
		final ZarrSink sink = new ZarrSink(place, journal, chunks, metadata);
		try {
			sink.begin();
			return sink;
		}
		catch (IOException | RuntimeException e) {
			sink.close();
			throw e instanceof IOException io ? new InputException("Cannot write \"" + output + "\": " + IoMessages.reason(io) + ".", io)
				: (RuntimeException) e;
		}
	}

	private void begin() throws IOException {
		if (journal.isBegun() && (isComplete() || resume())) {
			return;
		}
		place.check();
		place.discardReplaced();
		place.begin(journal.isBegun());
		fresh = true;
		journal.begin();
		Files.createDirectory(chunks.folder());
		MetadataWriter.array(chunks, metadata.axes());
	}

	/** Whether the journal alone is left of a run that did all. */
	private boolean isComplete() throws IOException {
		if (Folders.exists(place.part()) || !Folders.isZarr(place.output())) {
			return false;
		}
		takeBlocks(place.output().resolve("0"), false);
		final Path array = place.output().resolve("0");
		for (int block = 0; block < lengths.length; block++) {
			if (!isOnDisk(array, block)) {
				Arrays.fill(lengths, -1);
				return false;
			}
		}
		place.discardReplaced();
		complete = true;
		return true;
	}

	private boolean resume() throws IOException {
		if (ArrayParser.metadataFile(chunks.folder()).isEmpty()) {
			return false;
		}
		place.check();
		Folders.deleteTemporary(place.part());
		for (final String name : List.of(ArrayParser.V3, ArrayParser.V2_GROUP, ArrayParser.V2_ATTRIBUTES)) {
			Files.deleteIfExists(place.part().resolve(name)); // it is not complete any more
		}
		MetadataWriter.array(chunks, metadata.axes());
		takeBlocks(chunks.folder(), true);
		return true;
	}

	/**
	 * Takes what the journal says.
	 *
	 * @param check whether to look at the files of those blocks that may not have reached the disk, and delete what is wrong
	 */
	private void takeBlocks(final Path array, final boolean check) throws IOException {
		final List<Integer> unsafe = new ArrayList<>();
		for (int i = 0; i < journal.count(); i++) {
			final Journal.Entry entry = journal.entry(i);
			if (entry.block() < lengths.length) {
				take(entry.block(), (int) entry.length(), i);
				if (check && !entry.durable()) {
					unsafe.add(i);
				}
			}
		}
		for (final int i : unsafe) {
			final Journal.Entry entry = journal.entry(i);
			if (i == entries[(int) entry.block()] && !isSound(array, entry)) {
				Files.deleteIfExists(array.resolve(chunks.key(entry.block())));
			}
			forcing.add(entry.block());
		}
	}

	private void take(final long block, final int length, final int entry) {
		lengths[(int) block] = length;
		entries[(int) block] = entry;
	}

	/** Whether a block's file has the bytes that were recorded. */
	private boolean isSound(final Path array, final Journal.Entry entry) throws IOException {
		return isOnDisk(array, entry.block()) && (entry.length() == 0 || ZarrChunks.crc(Files.readAllBytes(array.resolve(chunks.key(entry.block()))))
			== entry.crc());
	}

	private boolean isOnDisk(final Path array, final long block) {
		final Path file = array.resolve(chunks.key(block));
		final int length = lengths[(int) block];
		try {
			return length == 0 ? !Files.exists(file) : length > 0 && Files.size(file) == length;
		}
		catch (final IOException e) {
			return false;
		}
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	/** What other processes need for encoding and writing blocks, of which {@link #confirm} is then told. */
	public ZarrChunks chunks() {
		return chunks;
	}

	@Override
	public boolean isFinished(final long block) {
		return complete || lengths[Math.toIntExact(block)] >= 0 && isOnDisk(chunks.folder(), block);
	}

	@Override
	public boolean inOrder() {
		return false;
	}

	@Override
	public byte[] encode(final long block, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		return chunks.encode(block, pixels);
	}

	@Override
	public void put(final long block, final byte[] encoded) {
		put(block, encoded, NO_NOTE);
	}

	@Override
	public void put(final long block, final byte[] encoded, final byte[] note) {
		confirm(chunks.write(block, encoded, false), note);
	}

	/** As {@link #confirm(Written, byte[])}, without a note. */
	public void confirm(final Written written) {
		confirm(written, NO_NOTE);
	}

	/**
	 * Notes that a block was written, here or by another process, in either case to the folder of {@link #chunks}.
	 *
	 * @param note as {@link #put(long, byte[], byte[])} has it
	 * @throws InputException if blocks cannot be made lasting, or the journal cannot be written
	 */
	public void confirm(final Written written, final byte[] note) {
		final long block = Objects.checkIndex(written.block(), grid.count());
		try {
			journal.record(block, 0, written.length(), written.crc(), note);
		}
		catch (final IOException e) {
			throw chunks.failure(block, e);
		}
		take(block, written.length(), journal.count() - 1);
		forcing.add(block);
		forcing.advance();
	}

	@Override
	public byte[] note(final long block) {
		return lengths[Math.toIntExact(block)] < 0 ? NO_NOTE : journal.note(entries[(int) block]);
	}

	@Override
	public void finish() {
		if (!complete) {
			forcing.finish();
			for (int block = 0; block < lengths.length; block++) {
				if (lengths[block] < 0) {
					throw new IllegalStateException("block " + block + " was not put");
				}
				if (!isOnDisk(chunks.folder(), block)) {
					throw chunks.failure(block, new IOException("its file was changed, or removed, by another program"));
				}
			}
		}
		try {
			if (!complete) {
				Folders.deleteTemporary(place.part());
				MetadataWriter.image(place.part(), metadata, Pyramid.write(chunks, metadata.axes()));
				place.complete();
				complete = true;
			}
			journal.delete();
		}
		catch (final IOException e) {
			throw place.failure(e);
		}
	}

	@Override
	public void close() {
		try (journal) {
			forcing.close();
			if (fresh && journal.count() == 0) { // nothing that another run could go on with
				fresh = false;
				Folders.delete(place.part());
				journal.delete();
			}
		}
		catch (final IOException e) {
			// what is left is gone on with
		}
	}
}
