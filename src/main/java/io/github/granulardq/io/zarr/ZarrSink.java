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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
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

	/** Blocks that are waited for together, until they are on the disk. */
	private static final int BATCH = 64;

	private static final long BATCH_NANOSECONDS = 2_000_000_000L;

	/** Four blocks must fit into an array of Java when resolutions are made. */
	private static final long MAX_BLOCK_BYTES = 256L << 20;

	private static final List<Kind> ORDER = List.of(Kind.TIME, Kind.CHANNEL, Kind.Z, Kind.Y, Kind.X);

	private final ZarrPlace place;
	private final ZarrJournal journal;
	private final ZarrChunks chunks;
	private final ImageMetadata metadata;
	private final BlockGrid grid;
	/** Bytes of each finished block's file, -1 for others. */
	private final int[] lengths;
	private final List<Written> pending = new ArrayList<>();
	private long pendingSince;
	private FutureTask<List<Written>> inFlight;
	/** Whether an earlier run was stopped when all was in place and only the journal left to delete. */
	private boolean complete;

	private ZarrSink(final ZarrPlace place, final ZarrJournal journal, final ZarrChunks chunks, final ImageMetadata metadata) {
		this.place = place;
		this.journal = journal;
		this.chunks = chunks;
		this.metadata = metadata;
		grid = chunks.grid();
		lengths = new int[Math.toIntExact(grid.count())];
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
		final ZarrJournal journal = ZarrJournal.open(place.journal());
		try {
			final ZarrSink sink = new ZarrSink(place, journal, chunks, metadata);
			sink.begin(identity);
			return sink;
		}
		catch (IOException | RuntimeException e) {
			try (journal) {
				if (journal.identity().isEmpty()) {
					journal.delete(); // it would only make others wonder
				}
			}
			catch (final IOException e2) {
				e.addSuppressed(e2);
			}
			throw e instanceof IOException io ? new InputException("Cannot write \"" + output + "\": " + IoMessages.reason(io) + ".", io)
				: (RuntimeException) e;
		}
	}

	private void begin(final String identity) throws IOException {
		final Optional<String> begun = journal.identity();
		if (begun.isPresent() && !begun.get().equals(identity) && !place.overwrite()) {
			throw new InputException("\"" + place.part() + "\" is the unfinished output of another run, with another input, model or options: finish that " +
				"one, give another name, or choose to overwrite it.");
		}
		if (begun.equals(Optional.of(identity)) && (isComplete() || resume())) {
			return;
		}
		place.check();
		place.discardReplaced();
		place.begin(begun.equals(Optional.of(identity)));
		journal.begin(identity);
		Files.createDirectory(chunks.folder());
		MetadataWriter.array(chunks, metadata.axes());
	}

	/** Whether the journal alone is left of a run that did all. */
	private boolean isComplete() throws IOException {
		if (Folders.exists(place.part()) || !Folders.isZarr(place.output())) {
			return false;
		}
		takeBlocks();
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
		takeBlocks();
		return true;
	}

	private void takeBlocks() {
		for (final Written written : journal.blocks()) {
			if (written.block() < lengths.length) {
				lengths[(int) written.block()] = written.length();
			}
		}
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
		confirm(chunks.write(block, encoded, false));
	}

	/**
	 * Notes that a block was written, here or by another process, in either case to the folder of {@link #chunks}.
	 *
	 * @throws InputException if blocks cannot be made lasting, or the journal cannot be written
	 */
	public void confirm(final Written written) {
		if (pending.isEmpty()) {
			pendingSince = System.nanoTime();
		}
		pending.add(written);
		if (pending.size() >= BATCH || System.nanoTime() - pendingSince > BATCH_NANOSECONDS) {
			flush();
		}
	}

	/** Begins to make blocks lasting, when those before are: the disk is not waited for here. */
	private void flush() {
		settle();
		if (pending.isEmpty()) {
			return;
		}
		final List<Written> batch = List.copyOf(pending);
		pending.clear();
		inFlight = new FutureTask<>(() -> note(batch), batch);
		final Thread thread = new Thread(inFlight, "granular-dq journal");
		thread.setDaemon(true);
		thread.start();
	}

	/** Waits until blocks are on the disk, and only then notes them. */
	private void note(final List<Written> batch) {
		long block = -1;
		try {
			final Set<Path> folders = new LinkedHashSet<>();
			for (final Written written : batch) {
				block = written.block();
				final Path file = chunks.folder().resolve(chunks.key(block));
				if (written.length() > 0) {
					Folders.forceFile(file);
				}
				for (Path folder = file.getParent(); folder.startsWith(place.part()) && folders.add(folder);) {
					folder = folder.getParent();
				}
			}
			folders.stream().filter(Files::isDirectory).forEach(Folders::force);
			if (!journal.isThere()) {
				throw new IOException("its journal is not there any more");
			}
			journal.append(batch);
		}
		catch (final IOException e) {
			throw chunks.failure(block, e);
		}
	}

	/** Waits for blocks that are being made lasting. */
	private void settle() {
		boolean interrupted = false;
		try {
			while (inFlight != null) {
				final FutureTask<List<Written>> task = inFlight;
				try {
					task.get().forEach(written -> lengths[(int) written.block()] = written.length());
					inFlight = null;
				}
				catch (final InterruptedException e) {
					interrupted = true; // they are few
				}
				catch (final ExecutionException e) {
					inFlight = null;
					throw e.getCause() instanceof InputException input ? input : new IllegalStateException(e.getCause());
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public void finish() {
		flush();
		settle();
		if (!complete) {
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
			throw new InputException("Cannot finish \"" + place.output() + "\": " + IoMessages.reason(e) +
				"; finished blocks are kept, and the same command goes on from there.", e);
		}
	}

	@Override
	public void close() {
		try (journal) {
			if (!complete) {
				flush();
				settle();
			}
		}
		catch (final IOException e) {
			throw new InputException("Cannot close the journal of \"" + place.output() + "\": " + IoMessages.reason(e) + ".", e);
		}
	}
}
