# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Training images: HR images in memory, random LR/HR crops with augmentation, held-back validation images."""
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
import hashlib
import math
import os
import sys

import numpy as np
import torch

from . import images, pack
from .allocation import LUMA
from .degradations import MARGIN, MIXTURES, degrade, draw
from .resize import downscale, resize

#: No licence is stated for these images: never train a model that ships on them.
EXCLUDED = ("em_isbi2012",)
VALIDATION_EVERY = 12
#: Folder, and origin, of photographs.
NATURAL = "natural"
#: Crops whose LR is rounded to whole intensities, where the image is of an integer type: files hold it so.
ROUNDED_SHARE = 0.6
#: Noise that a detector adds to LR: smallest and largest standard deviation, in the model's range; share of noisy crops that show nothing else.
NOISE = (0.5, 25.0)
BLANK_SHARE = 0.2


class Plane:
    """One HR image [c,h,w] in the model's range, and the folder it came from.

    offset, gain: an intensity v of the file is (v - offset) * gain here; gain 0 where the file holds no whole numbers.
    """

    def __init__(self, hr, scale, origin, offset=0.0, gain=0.0):
        hr = hr if hr.ndim == 3 else hr[None]
        self.hr = np.ascontiguousarray(hr[:, :hr.shape[1] // scale * scale, :hr.shape[2] // scale * scale], dtype=np.float32)
        self.scale, self.origin, self.offset, self.gain = scale, origin, offset, gain

    @cached_property
    def lr(self):
        """Bicubic LR [c,h,w], not rounded."""
        return np.stack([downscale(channel, self.scale) for channel in self.hr]).astype(np.float32)

    def window(self, y, x, size):
        """HR pixels under `size` LR pixels at (y, x) and MARGIN LR pixels around them, mirrored at the image's border."""
        s = self.scale
        rows, columns = (images.mirror(s * (start - MARGIN), s * (start + size + MARGIN), length) for start, length in zip((y, x), self.hr.shape[1:]))
        return self.hr[:, rows[:, None], columns[None, :]]

    def rounded(self, lr):
        """LR as the file would hold it."""
        return lr if self.gain == 0 else (np.round(lr / self.gain + self.offset) - self.offset) * self.gain


def _channels(array, photo):
    """(plane, offset, gain) of each channel of an image, normalised."""
    planes = [array[..., :3].astype(np.float64) @ np.array(LUMA)] if photo and array.ndim == 3 else images.planes(array)
    whole = np.issubdtype(array.dtype, np.integer)
    for plane in planes:
        low, high = images.limits(plane)
        gain = images.RANGE / (high - low)
        yield (plane - low) * gain, low, gain if whole else 0.0


def _usable(image, smallest):
    return min(image.shape[-2:]) >= smallest and image.std() > 0 and np.isfinite(image).all()


def _held_back(name):
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % VALIDATION_EVERY == 0


def files(folder, natural=True):
    """Yields (name, origin, array) of the images in folder/microscopy/*/train and folder/natural/train; the array is None if it cannot be read."""
    microscopy = os.path.join(folder, "microscopy")
    folders = [(d, os.path.join(microscopy, d, "train")) for d in sorted(os.listdir(microscopy)) if d not in EXCLUDED] if os.path.isdir(microscopy) else []
    for origin, path in folders + ([(NATURAL, os.path.join(folder, NATURAL, "train"))] if natural else []):
        for name in images.files(path):
            try:
                yield os.path.basename(name), origin, images.read(name)
            except (OSError, ValueError):
                yield os.path.basename(name), origin, None


def load(source, scale, smallest, channels=1, natural=True):
    """Reads a folder (see `files`) or a pack: (training images, validation images).

    For one channel, microscopy images come plane by plane and channel by channel, normalised to their percentiles, and
    photographs (if `natural`) as their grey values. For three, photographs and RGB microscopy images come as they are. Every
    VALIDATION_EVERY-th file (by a hash of its name) is held back: of microscopy for one channel, of all for three, and one image at least. Unreadable,
    tiny and constant images are skipped with a count.
    """
    train, held, skipped = [], [], 0
    for name, origin, array in (pack.read(source) if os.path.isfile(source) else files(source, natural)):
        photo = origin == NATURAL
        if array is None:
            skipped += 1
            continue
        if photo and not natural:
            continue
        if channels == 3:
            found = [(np.moveaxis(array[..., :3], -1, 0).astype(np.float32), 0.0, 1.0)] if images.is_rgb(array) else []
        else:
            found = _channels(array, photo)
        back = _held_back(name) and (channels == 3 or not photo)
        for image, offset, gain in found:
            if not _usable(image, smallest):
                skipped += 1
                continue
            (held if back else train).append(Plane(image, scale, origin, offset, gain))
    if skipped:
        print(f"skipped {skipped} unreadable, tiny or constant images", file=sys.stderr)
    if train and not held:
        held.append(train.pop())  # the last, so that every run can be judged
    if not train:
        sys.exit(f"{source}: no image to train on; it must hold microscopy/*/train or natural/train, or be a file made by granular_dq.pack")
    return train, held


class Crops:
    """Random batches of LR crops and their HR crops; the same for the same seed.

    A folder is drawn with a weight of the square root of its number of pixels times its share, then an image, then
    a crop; crops that are nearly flat are mostly drawn again. The LR crop is made by a kernel of the mixture and, at times
    (always for photographs as they are), rounded to whole intensities. To a share `noise` of the LR crops white noise is added,
    and its bicubic enlargement to HR: noise is to stay what it is, neither removed nor sharpened to structure. Augmented by the eight symmetries of the square
    and by a random gain and offset.
    """

    def __init__(self, planes, scale, size, shares=None, mixture="bicubic", noise=0.0):
        self.planes, self.scale, self.size, self.mixture, self.noise = planes, scale, size, MIXTURES[mixture], noise
        shares, by = shares or {}, {}
        for i, plane in enumerate(planes):
            by.setdefault(plane.origin, []).append(i)
        self.groups = list(by.values())
        weight = np.array([shares.get(o, 1.0) * math.sqrt(sum(planes[i].hr.size for i in g)) for o, g in by.items()])
        self.weight = weight / weight.sum()

    def _place(self, rng):
        n, s = self.size, self.scale
        while True:
            plane = self.planes[rng.choice(self.groups[rng.choice(len(self.groups), p=self.weight)])]
            for _ in range(4):
                y, x = (rng.integers(0, length // s - n + 1) for length in plane.hr.shape[1:])
                if plane.hr[:, s * y:s * (y + n), s * x:s * (x + n)].std() > 4 or rng.random() < 0.05:
                    return plane, y, x

    def _noisy(self, rng, lr, hr):
        if rng.random() < BLANK_SHARE:
            level = rng.uniform(0, images.RANGE)
            lr, hr = np.full_like(lr, level), np.full_like(hr, level)
        sigma = math.exp(rng.uniform(*np.log(NOISE)))
        noise = rng.normal(0, sigma, lr.shape).astype(np.float32)
        return lr + noise, hr + np.stack([resize(channel, self.scale) for channel in noise])

    def batch(self, rng, count):
        """Returns LR [count,c,n,n] and HR [count,c,s*n,s*n] tensors in the range 0..255."""
        low, high = [], []
        for _ in range(count):
            plane, y, x = self._place(rng)
            window = plane.window(y, x, self.size)
            turn, flip = rng.integers(4), rng.integers(2)
            window = np.rot90(window, turn, (1, 2))
            if flip:
                window = window[:, :, ::-1]
            border = MARGIN * self.scale
            a, b = degrade(window, self.scale, *draw(rng, self.mixture)), window[:, border:-border, border:-border]
            if self.noise and rng.random() < self.noise:
                a, b = self._noisy(rng, a, b)
            if plane.gain and (plane.hr.shape[0] == 3 or rng.random() < ROUNDED_SHARE):
                a = plane.rounded(a)
            gain = rng.uniform(0.6, 1.1) if rng.random() < 0.5 else 1.0
            offset = rng.uniform(0, 255 * (1 - gain)) if gain < 1 and rng.random() < 0.5 else 0.0
            low.append(a * gain + offset)
            high.append(b * gain + offset)
        return tuple(torch.from_numpy(np.ascontiguousarray(np.stack(v), dtype=np.float32)) for v in (low, high))


def batches(crops, generator, count, steps, ahead):
    """Yields the batch of each step; `ahead` of them are prepared by as many threads, 0 for none. `generator` gives a step's generator of random numbers."""
    if not ahead:
        for step in steps:
            yield crops.batch(generator(step), count)
        return
    with ThreadPoolExecutor(ahead) as pool:
        waiting = deque()
        for step in steps:
            waiting.append(pool.submit(crops.batch, generator(step), count))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
