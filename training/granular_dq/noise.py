# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Does a model see structure where there is none? It is given pure noise, and what comes back is compared with bicubic interpolation.

    python -m granular_dq.noise --package src/main/resources/models/ID

White Gaussian noise at low resolution, whole intensities; three statistics of the enlarged noise, each a mean over images:

| name | what it is | structure shows as |
|---|---|---|
| coherence | of the structure tensor over 9 x 9 LR pixels, (a - b) / (a + b) of its eigenvalues a >= b, weighted by a + b | larger: lines |
| far correlation | largest absolute autocorrelation at distances of 4 to 12 LR pixels | larger: patterns that repeat |
| kurtosis | fourth moment over the squared second, 3 for Gaussian noise | larger: spots |

and `strength`: standard deviation, that of bicubic interpolation 1.
"""
import argparse
import json

import numpy as np

from . import images
from .evaluate import dynamic, fixed
from .package import load
from .resize import resize

NEAR, FAR = 4, 12


def _mean_box(image, size):
    for axis in (0, 1):
        sums = np.cumsum(np.insert(image, 0, 0.0, axis), axis)
        upper, lower = (np.take(sums, np.arange(s, sums.shape[axis] - size + s), axis) for s in (size, 0))
        image = (upper - lower) / size
    return image


def coherence(image, size):
    dy, dx = np.gradient(image)
    xx, yy, xy = (_mean_box(v, size) for v in (dx * dx, dy * dy, dx * dy))
    return float(np.sqrt((xx - yy) ** 2 + 4 * xy ** 2).sum() / (xx + yy).sum())


def far_correlation(image, near, far):
    v = image - image.mean()
    spectrum = np.abs(np.fft.fft2(v)) ** 2
    correlation = np.fft.ifft2(spectrum).real / (v * v).sum()
    y, x = (np.minimum(np.arange(n), n - np.arange(n)) for n in v.shape)
    distance = np.hypot(y[:, None], x[None, :])
    return float(np.abs(correlation[(distance >= near) & (distance <= far)]).max())


def kurtosis(image):
    v = image - image.mean()
    return float((v ** 4).mean() / (v ** 2).mean() ** 2)


def statistics(image, scale):
    """The three statistics of an enlarged image, its border left out."""
    cut = image[8 * scale:-8 * scale, 8 * scale:-8 * scale]
    return dict(coherence=coherence(cut, 9 * scale), far_correlation=far_correlation(cut, NEAR * scale, FAR * scale), kurtosis=kurtosis(cut))


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--package", required=True)
    p.add_argument("--images", type=int, default=4)
    p.add_argument("--side", type=int, default=256)
    p.add_argument("--sigma", type=float, default=20.0, help="of the noise, in the model's range of 255")
    args = p.parse_args(argv)
    package, rows = load(args.package), {}
    s = package.quantized.scale
    for number in range(args.images):
        noise = np.random.default_rng(number).normal(images.RANGE / 2, args.sigma, (args.side, args.side)).round().astype(np.float32)
        enlarged = dict(bicubic=resize(noise, s), fp32=fixed(package.fp32, noise, None), dynamic=dynamic(package, noise, "seamless")[0])
        for name, image in enlarged.items():
            found = dict(statistics(image, s), strength=float(image.std() / enlarged["bicubic"].std()))
            rows.setdefault(name, []).append(found)
    print("| | coherence | far correlation | kurtosis | strength |\n|---|---|---|---|---|")
    means = {name: {k: float(np.mean([f[k] for f in found])) for k in found[0]} for name, found in rows.items()}
    for name, m in means.items():
        print(f"| {name} | {m['coherence']:.3f} | {m['far_correlation']:.3f} | {m['kurtosis']:.2f} | {m['strength']:.3f} |")
    print(json.dumps(means))


if __name__ == "__main__":
    main()
