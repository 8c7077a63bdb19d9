# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""PSNR and SSIM of planes whose peak is given."""
import numpy as np


def psnr(a, b, peak):
    """Peak signal-to-noise ratio in dB; identical planes give infinity."""
    mse = np.mean(np.square(np.asarray(a, np.float64) - b))
    return float("inf") if mse == 0 else float(10 * np.log10(peak ** 2 / mse))


def _blur(image, window):
    """Separable filter, only where the window fits."""
    for axis in (0, 1):
        image = np.lib.stride_tricks.sliding_window_view(image, len(window), axis) @ window
    return image


def ssim(a, b, peak):
    """Structural similarity, 11x11 Gaussian window of sigma 1.5, K1 = 0.01, K2 = 0.03 (Wang et al. 2004), valid region."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    window = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
    window /= window.sum()
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    ma, mb = _blur(a, window), _blur(b, window)
    va, vb = _blur(a * a, window) - ma ** 2, _blur(b * b, window) - mb ** 2
    cov = _blur(a * b, window) - ma * mb
    return float((((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma ** 2 + mb ** 2 + c1) * (va + vb + c2))).mean())
