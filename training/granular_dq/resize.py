# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""MATLAB-style bicubic resizing (Keys kernel, a = -0.5, antialiased when shrinking, mirrored border)."""
from functools import lru_cache

import numpy as np


def _cubic(x):
    x = np.abs(x)
    near = 1.5 * x ** 3 - 2.5 * x ** 2 + 1
    far = -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2
    return np.where(x <= 1, near, np.where(x <= 2, far, 0.0))


@lru_cache(maxsize=256)
def _taps(length, scale, length_out):
    """Weights [length_out, taps] and mirrored source indices of one axis."""
    stretch = min(scale, 1.0)
    width = 4.0 / stretch
    centre = (np.arange(length_out) + 0.5) / scale - 0.5
    left = np.floor(centre - width / 2).astype(np.int64) + 1
    taps = int(np.ceil(width)) + 1
    index = left[:, None] + np.arange(taps)[None, :]
    weight = stretch * _cubic(stretch * (centre[:, None] - index))
    weight /= weight.sum(axis=1, keepdims=True)
    keep = np.any(weight != 0, axis=0)
    index, weight = index[:, keep], weight[:, keep]
    period = 2 * length
    index = np.mod(index, period)
    index = np.where(index >= length, period - 1 - index, index)
    return weight, index


def resize(image, scale):
    """Resizes the first two axes of a float array [h, w, ...] by `scale` (0.5 halves, 2 doubles)."""
    image = np.asarray(image, dtype=np.float64)
    for axis in (0, 1):
        length_out = int(np.ceil(image.shape[axis] * scale - 1e-9))
        weight, index = _taps(image.shape[axis], scale, length_out)
        moved = np.moveaxis(image, axis, 0)
        out = np.zeros((length_out,) + moved.shape[1:])
        for tap in range(weight.shape[1]):
            w = weight[:, tap].reshape((-1,) + (1,) * (moved.ndim - 1))
            out += w * moved[index[:, tap]]
        image = np.moveaxis(out, 0, axis)
    return image


def downscale(image, scale):
    """Low-resolution image of an HR image whose sides are cut to a multiple of the integer `scale`."""
    h, w = (s - s % scale for s in image.shape[:2])
    return resize(image[:h, :w], 1.0 / scale)
