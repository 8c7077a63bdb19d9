# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Reading image files as one-channel planes and normalising them to the model's range."""
import os

import numpy as np
from PIL import Image
import tifffile

#: Intensities that a model sees: `low` percentile -> 0, `high` percentile -> 255.
LOW_PERCENTILE, HIGH_PERCENTILE = 0.1, 99.9
RANGE = 255.0


def read(path):
    """Reads a TIFF, PNG, JPEG or WebP file as an array [..., h, w] or [h, w, 3]."""
    if path.lower().endswith((".tif", ".tiff")):
        return tifffile.imread(path)
    with Image.open(path) as image:
        return np.asarray(image)


def is_rgb(array):
    """Whether an image is an 8-bit RGB image [h,w,3] (or with an alpha channel)."""
    return array.ndim == 3 and array.shape[-1] in (3, 4) and array.shape[0] > 4 and array.dtype == np.uint8


def planes(array):
    """Cuts an image into its one-channel planes, each [h, w] float64."""
    if array.ndim == 3 and array.shape[-1] in (3, 4) and array.shape[0] > 4:
        return [array[..., c].astype(np.float64) for c in range(3)]
    return [p.astype(np.float64) for p in array.reshape((-1,) + array.shape[-2:])]


def limits(plane):
    """The intensities that become 0 and RANGE; a constant plane gets a span of one."""
    low, high = np.percentile(plane, (LOW_PERCENTILE, HIGH_PERCENTILE))
    if high <= low:
        low, high = plane.min(), plane.max()
    return low, (high if high > low else low + 1.0)


def normalise(plane):
    """Maps a plane linearly to the model's range; nothing is clipped."""
    low, high = limits(plane)
    return (plane - low) * (RANGE / (high - low))


def mirror(start, end, length):
    """Indices start..end-1 of an axis that is mirrored at its ends, border pixel repeated."""
    i = np.mod(np.arange(start, end), 2 * length)
    return np.where(i >= length, 2 * length - 1 - i, i)


def files(folder):
    """All image files below a folder, sorted."""
    found = []
    for root, _, names in os.walk(folder):
        found += [os.path.join(root, n) for n in names
                  if n.lower().endswith((".tif", ".tiff", ".png", ".jpg", ".jpeg", ".webp"))]
    return sorted(found)
