# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Training images: planes in memory, random LR/HR crops with augmentation, held-back validation planes."""
import hashlib
import math
import os
import sys

import numpy as np
import torch

from . import images
from .allocation import LUMA
from .resize import downscale

#: No licence is stated for these images: never train a model that ships on them.
EXCLUDED = ("em_isbi2012",)
VALIDATION_EVERY = 12


class Plane:
    """One normalised HR plane, its LR and the folder it came from."""

    def __init__(self, hr, scale, origin):
        hr = hr[:hr.shape[0] // scale * scale, :hr.shape[1] // scale * scale]
        self.hr = hr.astype(np.float32)
        self.lr = downscale(hr, scale).astype(np.float32)
        self.origin = origin


def _grey(array):
    return [array[..., :3].astype(np.float64) @ np.array(LUMA)]


def load(microscopy, natural, scale, smallest):
    """Reads `microscopy`/*/train and `natural`: (training planes, validation planes).

    Microscopy images come plane by plane and channel by channel, photographs as their grey values. Every
    VALIDATION_EVERY-th microscopy file (by a hash of its name) is held back. Unreadable, tiny and constant images
    are skipped with a count.
    """
    train, held, skipped = [], [], 0
    folders = [os.path.join(microscopy, d, "train") for d in sorted(os.listdir(microscopy)) if d not in EXCLUDED]
    for folder in [f for f in folders if os.path.isdir(f)] + ([natural] if natural else []):
        photo = folder == natural
        origin = "natural" if photo else os.path.basename(os.path.dirname(folder))
        for path in images.files(folder):
            try:
                array = images.read(path)
            except (OSError, ValueError):
                skipped += 1
                continue
            back = not photo and int(hashlib.sha1(os.path.basename(path).encode()).hexdigest(), 16) % VALIDATION_EVERY == 0
            for plane in (_grey(array) if photo and array.ndim == 3 else images.planes(array)):
                if min(plane.shape) < smallest or plane.std() == 0 or not np.isfinite(plane).all():
                    skipped += 1
                    continue
                (held if back else train).append(Plane(images.normalise(plane), scale, origin))
    if skipped:
        print(f"skipped {skipped} unreadable, tiny or constant images", file=sys.stderr)
    return train, held


class Crops:
    """Random batches of LR crops, their HR crops and the error of bicubic on each; the same for the same seed.

    A folder is drawn with a weight of the square root of its number of pixels times its share, then a plane, then
    a crop; crops that are nearly flat are mostly drawn again. Augmented by the eight symmetries of the square and by
    a random gain and offset.
    """

    def __init__(self, planes, scale, lr_size, shares):
        self.planes, self.scale, self.size = planes, scale, lr_size
        by = {}
        for i, p in enumerate(planes):
            by.setdefault(p.origin, []).append(i)
        self.groups = list(by.values())
        weight = np.array([shares.get(o, 1.0) * math.sqrt(sum(planes[i].hr.size for i in g)) for o, g in by.items()])
        self.weight = weight / weight.sum()

    def _place(self, rng):
        n = self.size
        while True:
            plane = self.planes[rng.choice(self.groups[rng.choice(len(self.groups), p=self.weight)])]
            for _ in range(4):
                y, x = (rng.integers(0, s - n + 1) for s in plane.lr.shape)
                if plane.lr[y:y + n, x:x + n].std() > 4 or rng.random() < 0.05:
                    return plane, y, x

    def batch(self, rng, count):
        """Returns LR [count,1,n,n] and HR [count,1,s*n,s*n] tensors in the range 0..255."""
        n, s = self.size, self.scale
        low, high = [], []
        for _ in range(count):
            plane, y, x = self._place(rng)
            a = plane.lr[y:y + n, x:x + n]
            b = plane.hr[s * y:s * (y + n), s * x:s * (x + n)]
            turn, flip = rng.integers(4), rng.integers(2)
            a, b = np.rot90(a, turn), np.rot90(b, turn)
            if flip:
                a, b = a[:, ::-1], b[:, ::-1]
            gain = rng.uniform(0.6, 1.1) if rng.random() < 0.5 else 1.0
            offset = rng.uniform(0, 255 * (1 - gain)) if gain < 1 and rng.random() < 0.5 else 0.0
            low.append(a * gain + offset)
            high.append(b * gain + offset)
        return tuple(torch.from_numpy(np.ascontiguousarray(np.stack(v), dtype=np.float32)[:, None]) for v in (low, high))
