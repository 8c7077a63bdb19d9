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
package io.github.granulardq.evaluation;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Finds the blur, and the shift if that is wanted, that bring a super-resolved plane closest to its low-resolution one, in least squares:
 * the best of a series of sigmas, then Levenberg-Marquardt on log sigma and the shifts. Gain and offset of each trial are those of the
 * regression line. Not thread-safe.
 */
final class ScalingFit {

	/** Smallest sigma in super-resolved pixels; below, all that differs is which of the nearest pixels counts. */
	static final double LEAST_SIGMA = 0.3;
	/** Largest sigma in low-resolution pixels. */
	static final double LARGEST_SIGMA = 8;
	/** Largest shift in low-resolution pixels. */
	static final double LARGEST_SHIFT = 2;

	private static final double RATIO = 1.35;
	private static final double STEP = 1e-3;
	private static final int ITERATIONS = 40;
	private static final double DAMPING = 1e-3;
	private static final double LARGEST_DAMPING = 1e6;
	private static final double ENOUGH = 1e-10;

	private final Plane fine;
	private final Plane coarse;
	private final int scale;
	private final BooleanSupplier cancelled;

	/** What parameters make of the fine plane. */
	private record Trial(double[] parameters, Plane sampled, Line line, double[] residuals, double sum) {
	}

	/** A regression line of intensities. */
	private record Line(double gain, double offset) {
	}

	/**
	 * @param fine super-resolved
	 * @param coarse low resolution; the sides of {@code fine} are multiples of its own
	 * @param cancelled asked before each trial
	 */
	ScalingFit(final Plane fine, final Plane coarse, final BooleanSupplier cancelled) {
		this.fine = fine;
		this.coarse = coarse;
		this.cancelled = cancelled;
		scale = fine.width() / coarse.width();
	}

	/**
	 * Fits.
	 *
	 * @param align whether shifts are fitted too; else they are 0
	 * @throws CancellationException if the run was cancelled
	 */
	ErrorMap run(final boolean align) {
		Trial best = scan();
		if (align) {
			best = trial(new double[] { best.parameters[0], 0, 0 });
		}
		double damping = DAMPING;
		for (int i = 0; i < ITERATIONS && damping < LARGEST_DAMPING; i++) {
			final Trial next = trial(step(best, damping));
			final double gained = best.sum - next.sum;
			damping = gained > 0 ? damping / 10 : damping * 10;
			if (gained > 0) {
				final boolean enough = gained < ENOUGH * best.sum;
				best = next;
				if (enough) {
					break;
				}
			}
		}
		return result(best);
	}

	private Trial scan() {
		Trial best = null;
		for (double sigma = LEAST_SIGMA; sigma <= LARGEST_SIGMA * scale; sigma *= RATIO) {
			final Trial trial = trial(new double[] { Math.log(sigma) });
			if (best == null || trial.sum < best.sum) {
				best = trial;
			}
		}
		return best;
	}

	private ErrorMap result(final Trial best) {
		final double[] p = best.parameters;
		final boolean shifted = p.length > 1;
		final ResolutionScaling scaling = new ResolutionScaling(scale, Math.exp(p[0]), shifted ? p[1] : 0, shifted ? p[2] : 0, best.line.gain,
			best.line.offset);
		return new ErrorMap(new Plane(coarse.height(), coarse.width(), best.residuals), scaling, Math.sqrt(best.sum / best.residuals.length),
			correlation(best.sampled.values(), coarse.values()));
	}

	/** Parameters after a damped step towards the least squares. */
	private double[] step(final Trial from, final double damping) {
		final int n = from.parameters.length;
		final double[][] slopes = new double[n][];
		for (int k = 0; k < n; k++) {
			final double[] ahead = from.parameters.clone();
			ahead[k] += STEP;
			slopes[k] = trial(ahead).residuals;
			for (int i = 0; i < slopes[k].length; i++) {
				slopes[k][i] = (slopes[k][i] - from.residuals[i]) / STEP;
			}
		}
		final double[][] normal = new double[n][n + 1];
		for (int k = 0; k < n; k++) {
			for (int j = 0; j < n; j++) {
				normal[k][j] = dot(slopes[k], slopes[j]) * (k == j ? 1 + damping : 1);
			}
			normal[k][k] = Math.max(normal[k][k], Double.MIN_NORMAL);
			normal[k][n] = -dot(slopes[k], from.residuals);
		}
		final double[] step = solve(normal);
		final double[] next = from.parameters.clone();
		next[0] = Math.max(Math.log(LEAST_SIGMA), Math.min(Math.log(LARGEST_SIGMA * scale), next[0] + step[0]));
		for (int k = 1; k < n; k++) {
			next[k] = Math.max(-LARGEST_SHIFT * scale, Math.min(LARGEST_SHIFT * scale, next[k] + step[k]));
		}
		return next;
	}

	/** Gaussian elimination of a few equations, whose matrix is symmetric and positive. */
	private static double[] solve(final double[][] equations) {
		final int n = equations.length;
		for (int k = 0; k < n; k++) {
			for (int row = k + 1; row < n; row++) {
				final double factor = equations[row][k] / equations[k][k];
				for (int j = k; j <= n; j++) {
					equations[row][j] -= factor * equations[k][j];
				}
			}
		}
		final double[] solution = new double[n];
		for (int k = n - 1; k >= 0; k--) {
			double rest = equations[k][n];
			for (int j = k + 1; j < n; j++) {
				rest -= equations[k][j] * solution[j];
			}
			solution[k] = rest / equations[k][k];
		}
		return solution;
	}

	private Trial trial(final double[] parameters) {
		if (cancelled.getAsBoolean()) {
			throw new CancellationException("The error map was cancelled.");
		}
		final boolean shifted = parameters.length > 1;
		final Plane sampled = ResolutionScaling.sample(fine, scale, Math.exp(parameters[0]), shifted ? parameters[1] : 0, //
			shifted ? parameters[2] : 0);
		final Line line = line(sampled.values(), coarse.values());
		final double[] residuals = new double[coarse.values().length];
		for (int i = 0; i < residuals.length; i++) {
			residuals[i] = coarse.values()[i] - (line.gain * sampled.values()[i] + line.offset);
		}
		return new Trial(parameters, sampled, line, residuals, dot(residuals, residuals));
	}

	private static Line line(final double[] x, final double[] y) {
		final double meanX = Arrays.stream(x).average().orElseThrow();
		final double meanY = Arrays.stream(y).average().orElseThrow();
		final double variance = covariance(x, meanX, x, meanX);
		final double gain = variance > 0 ? covariance(x, meanX, y, meanY) / variance : 0;
		return new Line(gain, meanY - gain * meanX);
	}

	private static double correlation(final double[] x, final double[] y) {
		final double meanX = Arrays.stream(x).average().orElseThrow();
		final double meanY = Arrays.stream(y).average().orElseThrow();
		final double variances = covariance(x, meanX, x, meanX) * covariance(y, meanY, y, meanY);
		return variances > 0 ? covariance(x, meanX, y, meanY) / Math.sqrt(variances) : 0;
	}

	private static double covariance(final double[] x, final double meanX, final double[] y, final double meanY) {
		double sum = 0;
		for (int i = 0; i < x.length; i++) {
			sum += (x[i] - meanX) * (y[i] - meanY);
		}
		return sum / x.length;
	}

	private static double dot(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}
}
