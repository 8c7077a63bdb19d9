# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Measures a model package on images that it never saw: bicubic, fp32, fixed bits, dynamic.

    python -m granular_dq.evaluate --package src/main/resources/models/ID --images DATA/microscopy --report out.json

One plane of every file in IMAGES/*/test (grey values of RGB, the middle plane of a stack), normalised to its percentiles; LR by
MATLAB-style bicubic; PSNR and SSIM with peak 1 after shaving 4 pixels. Each method runs over the whole plane except
`dynamic`, which runs patch by patch on the chosen grid.
"""
import argparse
import json
import os
import sys
import time

import numpy as np
import torch

from . import images
from .allocation import GATE_BITS, LUMA, e2b, entropy
from .degradations import degrade_plane
from .metrics import psnr, ssim
from .package import load
from .quantizers import BITS
from .resize import downscale, resize
from .tiling import paper, seamless

SHAVE = 4


def one_plane(array):
    """Grey values of an RGB image, the middle plane of a stack."""
    if array.ndim == 3 and array.shape[-1] in (3, 4) and array.shape[0] > 4:
        return array[..., :3].astype(np.float64) @ np.array(LUMA)
    found = images.planes(array)
    return found[len(found) // 2]


def fixed(net, lr, bits):
    choice = None if bits is None else torch.nn.functional.one_hot(torch.tensor([BITS.index(bits)]), len(BITS)).float()
    with torch.no_grad():
        return net(torch.from_numpy(lr)[None, None], choice)[0, 0].numpy()


def decide(net, features, tile, *rule):
    """Bits of one patch, by GBC and E2B."""
    bits = GATE_BITS[int(net.gbc(features)[0].argmax())]
    return e2b(entropy(tile[None]), *rule) if bits == GATE_BITS[-1] else bits


def dynamic(package, lr, grid):
    """(enlarged plane, bits of its patches)."""
    net, s = package.quantized, package.quantized.scale
    patches = seamless(*lr.shape, package.halo) if grid == "seamless" else paper(*lr.shape)
    result, chosen = np.zeros((s * lr.shape[0], s * lr.shape[1]), np.float32), []
    with torch.no_grad():
        for patch in patches:
            tile = np.ascontiguousarray(patch.read(lr))
            x = torch.from_numpy(tile)[None, None]
            features = net.features(x)
            bits = decide(net, features, tile, *package.thresholds, package.direction)
            choice = torch.nn.functional.one_hot(torch.tensor([BITS.index(bits)]), len(BITS)).float()
            patch.write(result, net.body(features, x, choice)[0, 0].numpy(), s)
            chosen.append(bits)
    return result, chosen


def kernel(text):
    """(kind, sigma) of "bicubic", "area" or "gaussian:SIGMA" (LR pixels)."""
    kind, _, sigma = text.partition(":")
    return kind, float(sigma or 0.5)


def measure(package, path, methods, grid, rounded=False, blur=("bicubic", 0.0)):
    """All figures of one file; `rounded`: LR is rounded to whole intensities, as a file of the same pixel type holds it; `blur`: how it is made."""
    s = package.quantized.scale
    plane = one_plane(images.read(path))
    low, high = images.limits(plane)
    plane = plane[:plane.shape[0] // s * s, :plane.shape[1] // s * s]
    small = downscale(plane, s) if blur[0] == "bicubic" else degrade_plane(plane[None], s, *blur)[0].astype(np.float64)
    gain = images.RANGE / (high - low)
    hr = (plane - low) * gain
    lr = (((np.round(small) if rounded else small) - low) * gain).astype(np.float32)
    figures, cut = {}, (slice(SHAVE, -SHAVE),) * 2
    for method in methods:
        start, bits = time.time(), None
        if method == "bicubic":
            sr = resize(lr, s)
        elif method == "dynamic":
            sr, bits = dynamic(package, lr, grid)
        else:
            sr = fixed(package.fp32 if method == "fp32" else package.quantized, lr, None if method == "fp32" else int(method))
        a, b = sr[cut] / images.RANGE, hr[cut] / images.RANGE
        figures[method] = dict(psnr=psnr(a, b, 1.0), ssim=ssim(a, b, 1.0), seconds=time.time() - start)
        if bits:
            figures[method].update(fab=float(np.mean(bits)), bits_histogram={str(b): bits.count(b) for b in BITS})
    return figures


def mean(rows, methods):
    """Mean figures over files."""
    out = {}
    for m in methods:
        keys = [k for k in ("psnr", "ssim", "fab") if k in rows[0][m]]
        out[m] = {k: float(np.mean([r[m][k] for r in rows])) for k in keys}
    return out


def table(folders, total, methods):
    """The figures as a Markdown table."""
    head = ["folder", "images"] + [f"{m} PSNR / SSIM" for m in methods] + ["FAB"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, (count, figures) in list(folders.items()) + [("**all**", total)]:
        cells = [f"{figures[m]['psnr']:.2f} / {figures[m]['ssim']:.4f}" for m in methods]
        lines.append(f"| {name} | {count} | " + " | ".join(cells) + f" | {figures.get('dynamic', {}).get('fab', float('nan')):.2f} |")
    return "\n".join(lines)


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--package", required=True)
    p.add_argument("--images", required=True, help="folder that holds */test")
    p.add_argument("--methods", default="bicubic,fp32,8,6,5,4,dynamic")
    p.add_argument("--grid", default="seamless", choices=("seamless", "paper"))
    p.add_argument("--rounded", action="store_true", help="round LR to whole intensities, as files of integer types hold them")
    p.add_argument("--kernel", default="bicubic", type=kernel, help="how LR is made: bicubic, area, or gaussian:SIGMA (LR pixels)")
    p.add_argument("--report")
    p.add_argument("--threads", type=int, default=0)
    args = p.parse_args(argv)
    if args.threads:
        torch.set_num_threads(args.threads)
    package, methods = load(args.package), args.methods.split(",")
    folders, every = {}, []
    for folder in sorted(os.listdir(args.images)):
        test = os.path.join(args.images, folder, "test")
        rows = [dict(file=os.path.join(folder, os.path.basename(f)), **measure(package, f, methods, args.grid, args.rounded, args.kernel)) for f in images.files(test)]
        if rows:
            folders[folder] = (len(rows), mean(rows, methods))
            every += rows
            print(folder, json.dumps(folders[folder][1]), file=sys.stderr, flush=True)
    total = (len(every), mean(every, methods))
    print(table(folders, total, methods))
    if args.report:
        with open(args.report, "w") as f:
            json.dump(dict(package=package.id, grid=args.grid, images=every, folders={k: v[1] for k, v in folders.items()}, mean=total[1]), f, indent=1)


if __name__ == "__main__":
    main()
