# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""How a high-resolution crop loses resolution: kernels of bicubic interpolation, a camera's pixel, and a Gaussian PSF.

All keep the centre of a low-resolution pixel in the centre of its s x s high-resolution pixels, as MATLAB's resize does.
"""
from functools import lru_cache

import numpy as np

from .resize import _cubic

#: LR pixels around a crop that the kernels reach into.
MARGIN = 4
#: Standard deviation of the Gaussian PSF, in LR pixels: smallest, largest, and between two of them.
SIGMAS = np.arange(0.40, 0.761, 0.04)
#: Shares of the kernels in training: as in papers, and the mixture for microscopy.
MIXTURES = {"bicubic": {"bicubic": 1.0}, "mixture": {"bicubic": 0.5, "area": 0.25, "gaussian": 0.25}}


@lru_cache(maxsize=64)
def taps(kind, scale, sigma=0.0):
    """Weights [scale * (2 * MARGIN + 1)] of the HR pixels around an LR pixel; their sum is 1. `sigma` in LR pixels."""
    d = (np.arange(-MARGIN * scale, (MARGIN + 1) * scale) + 0.5) / scale - 0.5
    if kind == "bicubic":
        weight = _cubic(d)
    elif kind == "area":
        weight = (np.abs(d) < 0.5).astype(float)
    elif kind == "gaussian":
        weight = np.exp(-0.5 * (d / sigma) ** 2)
    else:
        raise ValueError(f"there is no degradation '{kind}': choose bicubic, area or gaussian")
    return weight / weight.sum()


@lru_cache(maxsize=256)
def _matrix(kind, scale, sigma, n):
    """[n, scale * (n + 2 * MARGIN)]: one axis of `degrade`."""
    weight = taps(kind, scale, sigma)
    matrix = np.zeros((n, scale * (n + 2 * MARGIN)), np.float32)
    for i in range(n):
        matrix[i, scale * i:scale * i + len(weight)] = weight
    return matrix


def degrade(window, scale, kind, sigma=0.0):
    """LR crop [c,h,w] of an HR window [c, s*(h+2*MARGIN), s*(w+2*MARGIN)] that reaches MARGIN LR pixels over the crop on each side."""
    h, w = (n // scale - 2 * MARGIN for n in window.shape[-2:])
    return _matrix(kind, scale, sigma, h) @ window.astype(np.float32) @ _matrix(kind, scale, sigma, w).T


def degrade_plane(hr, scale, kind, sigma=0.0):
    """LR image [c,h,w] of a whole HR image [c,s*h,s*w], mirrored at its border."""
    border = MARGIN * scale
    padded = np.pad(hr, ((0, 0), (border, border), (border, border)), mode="symmetric")
    return degrade(padded, scale, kind, sigma)


def draw(rng, mixture):
    """A kernel and its sigma, at random."""
    kinds = sorted(mixture)
    kind = kinds[rng.choice(len(kinds), p=[mixture[k] for k in kinds])]
    return kind, float(rng.choice(SIGMAS)) if kind == "gaussian" else 0.0
