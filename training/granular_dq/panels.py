# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Draws what the plugin makes of known images: a row for each, with the original, its bit map, and a part of it as original, bicubic
enlargement, fp32 network and dynamic bits.

    python -m granular_dq.panels --launcher ../bin/granular-dq --model ID --image IMAGE X Y [--image ...] --side 96 --out ../docs/images/NAME.png

The plugin computes, called by its launcher, on the low-resolution images that `granular-dq evaluate` measures: RGB and 8-bit grey
photographs with --photo (rounded to 8 bits, grid paper, PSNR of luminance), else one plane normalised by its percentiles (grid seamless).
X and Y are the upper left corner of the part in the original.
"""
import argparse
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image, ImageDraw
import tifffile

from . import images
from .evaluate import SHAVE, one_plane
from .metrics import psnr
from .resize import downscale, resize

#: Colours of the bit map; patches that no network computed have 0 bits.
COLOURS = {0: (225, 225, 225), 4: (49, 104, 182), 5: (84, 178, 145), 6: (250, 200, 75), 8: (205, 60, 60), 32: (90, 30, 100)}
LUMA_601 = np.array((65.481, 128.553, 24.966)) / 255
GAP, BAR = 4, 22


class Sample:
    """An original [h,w] or [h,w,3] in 0..255, and the low-resolution image that is enlarged."""

    def __init__(self, path, scale, photo):
        self.scale, self.photo = scale, photo
        pixels = images.read(path)
        if photo:
            self.high = np.asarray(Image.open(path).convert("RGB"), dtype=np.float64)
        else:
            self.high = images.normalise(one_plane(pixels))
        self.high = self.high[:self.high.shape[0] // scale * scale, :self.high.shape[1] // scale * scale]
        if photo:
            self.low = np.stack([downscale(self.high[..., c], scale) for c in range(3)], 2)
            self.low = np.floor(self.low + 0.5).clip(0, 255)
        else:
            self.low = downscale(self.high, scale)

    def bicubic(self):
        return resize(self.low, self.scale)

    def psnr(self, enlarged):
        """As `granular-dq evaluate` computes it."""
        if not self.photo:
            cut = (slice(SHAVE, -SHAVE),) * 2
            return psnr(enlarged[cut], self.high[cut], images.RANGE)
        cut = (slice(self.scale, -self.scale),) * 2
        a, b = (np.floor(np.floor(v + 0.5).clip(0, 255) @ LUMA_601 + 16.5) for v in (enlarged, self.high))
        return psnr(a[cut], b[cut], images.RANGE)


def enlarge(launcher, model, sample, bits, folder):
    """(enlarged image, bits of each low-resolution pixel) as the plugin computes them."""
    low, out, bit_map = (os.path.join(folder, name) for name in ("low.tif", "out.tif", "bits.tif"))
    if sample.photo:
        tifffile.imwrite(low, sample.low.astype(np.uint8), photometric="rgb")
    else:
        tifffile.imwrite(low, sample.low.astype(np.float32))
    command = [launcher, "super-resolve", low, out, "--model", model, "--bits", bits, "--grid", "paper" if sample.photo else "seamless",
               "--range", "0:255", "--output", "32-bit", "--bit-map", bit_map, "--overwrite"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip() or f"{launcher} failed")
    enlarged, found = tifffile.imread(out).astype(np.float64), tifffile.imread(bit_map)
    if enlarged.ndim == 3 and enlarged.shape[0] == 3:
        enlarged = np.moveaxis(enlarged, 0, 2)
    return enlarged, found if found.ndim == 2 else found[0]


def _rgb(plane):
    shown = np.floor(np.asarray(plane) + 0.5).clip(0, 255).astype(np.uint8)
    return Image.fromarray(shown if shown.ndim == 3 else np.stack([shown] * 3, 2))


def bit_picture(bits):
    """Colours of a bit map [h,w]."""
    picture = np.zeros(bits.shape + (3,), np.uint8)
    for width, colour in COLOURS.items():
        picture[bits == width] = colour
    return Image.fromarray(picture)


def row(sample, at, side, fp32, dynamic, bits, height):
    """One row: original with its part framed, bit map, then the part four times. All `height` pixels high, a bar of text above."""
    x, y = at
    h, w = sample.high.shape[:2]
    if not (0 <= x <= w - side and 0 <= y <= h - side):
        raise SystemExit(f"the part at {x}, {y} of side {side} lies outside the image of {w}x{h}")
    width = max(1, round(height * w / h))
    whole = _rgb(sample.high).resize((width, height), Image.LANCZOS)
    frame = [round(v * height / h) for v in (x, y, x + side, y + side)]
    ImageDraw.Draw(whole).rectangle(frame, outline=(255, 210, 0), width=2)
    used = sorted(int(b) for b in np.unique(bits))
    shown = [("original", whole), ("bits: " + ", ".join(map(str, used)), bit_picture(bits).resize((width, height), Image.NEAREST))]
    for label, plane in (("original", sample.high), ("bicubic", sample.bicubic()), ("fp32", fp32), ("dynamic", dynamic)):
        part = _rgb(plane[y:y + side, x:x + side]).resize((height, height), Image.NEAREST)
        shown.append((label if plane is sample.high else f"{label}, {sample.psnr(plane):.2f} dB", part))
    sheet = Image.new("RGB", (sum(p.width for _, p in shown) + GAP * (len(shown) - 1), height + BAR), (255, 255, 255))
    left = 0
    for label, picture in shown:
        sheet.paste(picture, (left, BAR))
        ImageDraw.Draw(sheet).text((left + 4, 5), label, fill=(0, 0, 0))
        left += picture.width + GAP
    return sheet


def stack(rows):
    """Rows below each other."""
    sheet = Image.new("RGB", (max(r.width for r in rows), sum(r.height for r in rows) + GAP * (len(rows) - 1)), (255, 255, 255))
    top = 0
    for picture in rows:
        sheet.paste(picture, (0, top))
        top += picture.height + GAP
    return sheet


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--launcher", required=True, help="bin/granular-dq")
    p.add_argument("--model", required=True, help="id of a model or path of a package")
    p.add_argument("--scale", type=int, default=2)
    p.add_argument("--image", nargs=3, action="append", required=True, metavar=("FILE", "X", "Y"))
    p.add_argument("--photo", action="store_true")
    p.add_argument("--side", type=int, default=96, help="width of the part, in pixels of the original")
    p.add_argument("--height", type=int, default=256, help="of a row")
    p.add_argument("--out", required=True)
    args = p.parse_args(argv)
    rows = []
    for path, x, y in args.image:
        sample = Sample(path, args.scale, args.photo)
        with tempfile.TemporaryDirectory() as folder:
            fp32, _ = enlarge(args.launcher, args.model, sample, "32", folder)
            dynamic, bits = enlarge(args.launcher, args.model, sample, "dynamic", folder)
        rows.append(row(sample, (int(x), int(y)), args.side, fp32, dynamic, bits, args.height))
    stack(rows).save(args.out, optimize=True)


if __name__ == "__main__":
    main()
