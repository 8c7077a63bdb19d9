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
package io.github.granulardq.superres;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitAllocation;
import io.github.granulardq.allocation.EmptyPatch;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.model.Model;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Enlarges images with a model:
 *
 * <pre>
 * try (SuperResolver resolver = SuperResolver.builder().setModel(model).optBits(Bits.DYNAMIC).build()) {
 * 	SuperResolution&lt;?&gt; result = resolver.run(image, 2); // axes x, y, channel
 * 	double meanBits = result.report().fab();
 * }
 * </pre>
 *
 * The pixels of the result depend on the image, the model, the bits with the {@link Percentiles} of their thresholds, the grid, whether empty patches are
 * skipped, the ranges of intensities, the output type and the engine, and on nothing else: not on the number of workers, the memory or the run.
 * <p>
 * A resolver may be used by several threads; each run has workers of its own.
 */
public final class SuperResolver implements AutoCloseable {

	private final Settings settings;
	private final Engine engine;
	private final boolean ownsEngine;
	private final BitAllocation allocation;
	private final LazyImages lazies = new LazyImages();

	private SuperResolver(final Settings settings, final BitAllocation allocation, final Engine engine, final boolean ownsEngine) {
		this.settings = settings;
		this.engine = engine;
		this.ownsEngine = ownsEngine;
		this.allocation = allocation;
	}

	/** Returns a builder with the defaults that its methods name. */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Enlarges an image of any size and number of axes. The image may be virtual: it is read patch by patch.
	 *
	 * @param image axes x, y, then any others; an axis of length 1 is an axis
	 * @param channelAxis index of the axis that holds channels, at least 2, or -1 if there is none. A model with one channel
	 *        computes every channel by itself; one with three channels needs a channel axis of length 3. Each channel is
	 *        normalised by itself, over all its planes.
	 * @return the enlarged image, its bit map and a report
	 * @throws InputException if the image is empty, has fewer than two axes, holds NaN or infinity, does not fit the model, or its
	 *         result does not fit into memory
	 * @throws EngineException if the engine fails
	 * @throws OutOfMemoryError if there is no room to compute in
	 * @throws CancellationException if the run was cancelled, or the calling thread interrupted
	 */
	public <T extends RealType<T>> SuperResolution<?> run(final RandomAccessibleInterval<T> image, final int channelAxis) {
		final long start = System.nanoTime();
		final Planes<T> planes = Planes.of(image, channelAxis, settings.model().channels());
		return switch (settings.output()) {
			case SAME -> enlarge(planes, image.getType(), start);
			case FLOAT -> enlarge(planes, new FloatType(), start);
		};
	}

	/**
	 * Enlarges an image into a sink, block by block. Workers and blocks set the memory ({@link Builder#optMemory}), not the image. Pixels are those of
	 * {@link #run(RandomAccessibleInterval, int)}; no patch is computed twice if blocks are as {@link #block} returns. Finished ones are left out.
	 *
	 * @param image as above; read where it is needed, and its intensities once before
	 * @param channelAxis as above
	 * @param sink of the enlarged size, with pixels of the input's type or FloatType, as {@link Builder#optOutput} says. It stays the
	 *        caller's: when this returns all blocks were put and it is to be finished; when this throws, what was put stays
	 * @return the bit map and a report
	 * @see BlockRun for runs whose blocks are computed elsewhere
	 * @throws InputException as above, and what the sink throws
	 * @throws IllegalArgumentException if the sink has another size
	 * @throws CancellationException as above; blocks that were being computed are lost
	 */
	public <T extends RealType<T>> StreamedResolution run(final RandomAccessibleInterval<T> image, final int channelAxis,
		final BlockSink sink)
	{
		final long start = System.nanoTime();
		final Job<T> job = job(image, channelAxis, List.of());
		return switch (settings.output()) {
			case SAME -> new StreamedEnlargement<>(job, image.getType(), sink, start).run();
			case FLOAT -> new StreamedEnlargement<>(job, new FloatType(), sink, start).run();
		};
	}

	/** Checks an image that is enlarged block by block; reads it for its ranges of intensities, unless there are some. */
	<T extends RealType<T>> Job<T> job(final RandomAccessibleInterval<T> image, final int channelAxis, final List<Report.Range> ranges) {
		final Planes<T> planes = Planes.of(image, channelAxis, settings.model().channels());
		EnlargedImages.requireWritable(settings.output().of(image.getType()));
		final PatchGrid grid = settings.cut(image.dimension(0), image.dimension(1));
		return ranges.isEmpty() ? Job.of(settings, engine, allocation, planes) : new Job<>(settings, engine, allocation, planes, grid, ranges);
	}

	/**
	 * Returns a good size of blocks for an enlarged image: multiples of 16 near a wished size, of which each holds whole patches where
	 * the grid is seamless; no larger than the image needs. Axes beyond x and y get 1, but the channel axis its length if the model takes
	 * all channels at once.
	 *
	 * @param size of the input
	 * @param channelAxis as in {@link #run(RandomAccessibleInterval, int, BlockSink)}
	 * @param wished output pixels along x and y, at least 1; see {@link Blocks#WISHED}
	 * @return pixels along each axis of the output
	 */
	public int[] block(final long[] size, final int channelAxis, final int wished) {
		return Blocks.size(settings, size, channelAxis, wished);
	}

	/**
	 * Finds the bits that the patches of an image get, and enlarges nothing: of the network only the head is computed.
	 *
	 * @param image as in {@link #run(RandomAccessibleInterval, int)}; so are the exceptions
	 * @param channelAxis as there
	 * @return the bits of each patch, those that {@link #run} would use, with the entropy of every patch
	 */
	public <T extends RealType<T>> AllocatedBits allocate(final RandomAccessibleInterval<T> image, final int channelAxis) {
		final long start = System.nanoTime();
		return new AllocationRun<>(Job.of(settings, engine, allocation, Planes.of(image, channelAxis, settings.model().channels()))).run(start);
	}

	private <T extends RealType<T>, O extends RealType<O>> SuperResolution<O> enlarge(final Planes<T> planes, final O type, final long start) {
		final Img<O> enlarged = EnlargedImages.create(type, EnlargedImages.size(planes.image().dimensionsAsLongArray(), settings.model().scale()));
		return new Enlargement<>(Job.of(settings, engine, allocation, planes), enlarged).run(start);
	}

	/**
	 * Returns all that the pixels of results depend on besides the image, as a text for people and for comparing runs: the model with its hash, the
	 * options that change pixels, and the engine with its instruction set.
	 */
	public String identity() {
		return settings.identity(engine);
	}

	/** Returns the number of channels that the network takes at once. */
	public int channels() {
		return settings.model().channels();
	}

	/**
	 * Opens an enlarged image of any size of which only what is looked at is computed. Pixels are those of
	 * {@link #run(RandomAccessibleInterval, int)}. The progress listener is not told.
	 *
	 * @param image as in {@link #run(RandomAccessibleInterval, int)}; its intensities are read now, its pixels when they are needed
	 * @param channelAxis as there
	 * @return the image, which lives until it or the resolver is closed
	 * @throws InputException as there
	 */
	public <T extends RealType<T>> LazySuperResolution<?> lazy(final RandomAccessibleInterval<T> image, final int channelAxis) {
		final Job<T> job = job(image, channelAxis, List.of());
		return switch (settings.output()) {
			case SAME -> lazies.open(job, image.getType());
			case FLOAT -> lazies.open(job, new FloatType());
		};
	}

	/** Closes the images that {@link #lazy} opened, and frees the engine unless it was given to the builder. */
	@Override
	public void close() {
		lazies.close();
		if (ownsEngine) {
			engine.close();
		}
	}

	/** Options of a {@link SuperResolver}: {@code set} methods are required, {@code opt} methods are not. */
	public static final class Builder {

		private Model model;
		private Bits bits = Bits.DYNAMIC;
		private EngineChoice engineChoice = EngineChoice.AUTO;
		private Engine engine;
		private boolean keepEngine;
		private GridKind grid = GridKind.SEAMLESS;
		private Boolean skipEmpty;
		private List<Report.Range> ranges = List.of();
		private int workers = Runtime.getRuntime().availableProcessors();
		private long memory = Long.MAX_VALUE;
		private long cache = Runtime.getRuntime().maxMemory() / 4;
		private OutputType output = OutputType.SAME;
		private Percentiles percentiles = Percentiles.OF_MODEL;
		private ProgressListener progress = (done, total) -> {};
		private BooleanSupplier cancelled = () -> false;

		private Builder() {
		}

		/** The model that enlarges. */
		public Builder setModel(final Model newModel) {
			model = Objects.requireNonNull(newModel);
			return this;
		}

		/** The bit-width of the network's body. Default: {@link Bits#DYNAMIC}. */
		public Builder optBits(final Bits newBits) {
			bits = Objects.requireNonNull(newBits);
			return this;
		}

		/** What computes; the resolver opens and closes it. Default: {@link EngineChoice#AUTO}. */
		public Builder optEngine(final EngineChoice newChoice) {
			engineChoice = Objects.requireNonNull(newChoice);
			engine = null;
			return this;
		}

		/** An engine that stays the caller's: the resolver does not close it. */
		public Builder optEngine(final Engine newEngine) {
			engine = Objects.requireNonNull(newEngine);
			return this;
		}

		/**
		 * Whether the integer engine stays ready when the resolver is closed, for the next one with the same model in this process. Such engines are few, and
		 * are freed when memory is short. Default: no.
		 */
		public Builder optKeepEngine(final boolean newKeep) {
			keepEngine = newKeep;
			return this;
		}

		/** How the image is cut into patches. Default: {@link GridKind#SEAMLESS}. */
		public Builder optGrid(final GridKind newGrid) {
			grid = Objects.requireNonNull(newGrid);
			return this;
		}

		/**
		 * Whether patches without structure ({@link EmptyPatch}) are enlarged by bicubic interpolation and count as 0 bits. Default: if bits are decided
		 * patch by patch, the grid is {@link GridKind#SEAMLESS} and the network adds to the bicubic enlargement, so that leaving it out changes little.
		 */
		public Builder optSkipEmpty(final boolean newSkipEmpty) {
			skipEmpty = newSkipEmpty;
			return this;
		}

		/**
		 * The intensities that become 0 and 255 of the model, for all channels. Default: percentiles that the model names, of each channel
		 * by itself; see {@link Report.Range#source}.
		 *
		 * @throws InputException unless they are finite and low is below high
		 */
		public Builder optRange(final double low, final double high) {
			return optRanges(List.of(Ranges.given(low, high)));
		}

		/**
		 * As {@link #optRange}, one range for each channel, or one for all of them: for example those of another run's report. A range whose
		 * ends are the same says that the channel is constant.
		 *
		 * @throws InputException unless they are finite and low is not above high; when running, if their number is not that of the channels
		 */
		public Builder optRanges(final List<Report.Range> newRanges) {
			ranges = Ranges.requireFinite(newRanges);
			return this;
		}

		/**
		 * The largest number of threads that compute. Default: the number of processors.
		 *
		 * @throws InputException if it is below 1
		 */
		public Builder optWorkers(final int newWorkers) {
			workers = (int) Settings.atLeastOne("number of workers is ", newWorkers, "");
			return this;
		}

		/**
		 * Bytes that the patches in flight may take, beside the input, the output and the model; with a sink, patches and blocks in
		 * flight. Where it is short, fewer workers run, at least one. Default: no limit.
		 *
		 * @throws InputException if it is below 1
		 */
		public Builder optMemory(final long newBytes) {
			memory = Settings.atLeastOne("memory is ", newBytes, " bytes");
			return this;
		}

		/**
		 * Bytes of computed blocks that an image opened by {@link SuperResolver#lazy} keeps; a few blocks in any case. Default: a quarter of what
		 * Java may use.
		 *
		 * @throws InputException if it is below 1
		 */
		public Builder optCache(final long newBytes) {
			cache = Settings.atLeastOne("cache is ", newBytes, " bytes");
			return this;
		}

		/** The pixel type of the result. Default: {@link OutputType#SAME}. */
		public Builder optOutput(final OutputType newOutput) {
			output = Objects.requireNonNull(newOutput);
			return this;
		}

		/** Thresholds of entropy, where bits are {@link Bits#DYNAMIC}. Default: the model's. */
		public Builder optPercentiles(final Percentiles newPercentiles) {
			percentiles = Objects.requireNonNull(newPercentiles);
			return this;
		}

		/** Is told how far a run is. Default: nobody. */
		public Builder optProgress(final ProgressListener newProgress) {
			progress = Objects.requireNonNull(newProgress);
			return this;
		}

		/**
		 * Asked while the intensities are read, and by every worker before each step of a patch; once it says true the run ends
		 * within 65536 pixels or one patch; with a sink, when the blocks that are being encoded or put are. Must be safe to call from several threads. Default: never.
		 */
		public Builder optCancelled(final BooleanSupplier newCancelled) {
			cancelled = Objects.requireNonNull(newCancelled);
			return this;
		}

		/**
		 * Returns a calibrator without images, which cuts and normalises them as the resolver would. No engine is opened.
		 *
		 * @throws InputException if the options do not fit the model
		 */
		public EntropyCalibrator calibrator() {
			return new EntropyCalibrator(settings());
		}

		private Settings settings() {
			Objects.requireNonNull(model, "setModel was not called");
			final boolean skips = skipEmpty != null ? skipEmpty : Settings.skipsEmpty(model, bits, grid);
			return new Settings(model, bits, grid, skips, ranges, workers, memory, cache, output, percentiles, progress, cancelled);
		}

		/**
		 * Opens the engine and returns the resolver.
		 *
		 * @throws InputException if the options do not fit the model
		 * @throws EngineException if the engine cannot be used here
		 */
		public SuperResolver build() {
			final Settings settings = settings();
			final BitAllocation allocation = settings.allocation();
			final boolean owns = engine == null;
			return new SuperResolver(settings, allocation, owns ? Engines.open(engineChoice, settings, keepEngine) : engine, owns);
		}
	}
}
