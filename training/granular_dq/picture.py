# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Draws the picture of the README: a crop of an image at low resolution, bicubic, by the model, and the truth.

    python -m granular_dq.picture --package ../src/main/resources/models/ID --image ../examples/IMAGE --at X Y --side 64 --out ../docs/images/NAME.png
"""
import argparse

import numpy as np
from PIL import Image, ImageDraw

from . import images
from .evaluate import SHAVE, dynamic, one_plane
from .metrics import psnr
from .package import load
from .resize import downscale, resize

ZOOM = 4


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--package", required=True)
    p.add_argument("--image", required=True)
    p.add_argument("--at", type=int, nargs=2, default=(0, 0), help="upper left corner of the crop in the image")
    p.add_argument("--side", type=int, default=64)
    p.add_argument("--out", required=True)
    args = p.parse_args(argv)
    package = load(args.package)
    s = package.quantized.scale
    hr = images.normalise(one_plane(images.read(args.image)))
    hr = hr[:hr.shape[0] // s * s, :hr.shape[1] // s * s]
    lr = downscale(hr, s).astype(np.float32)
    sr, bits = dynamic(package, lr, "seamless")
    cubic = resize(lr, s)
    cut = (slice(SHAVE, -SHAVE),) * 2
    shown = [("low resolution", np.kron(lr, np.ones((s, s)))),
             (f"bicubic, {psnr(cubic[cut], hr[cut], images.RANGE):.2f} dB", cubic),
             (f"Granular-DQ, {np.mean(bits):.2f} bits, {psnr(sr[cut], hr[cut], images.RANGE):.2f} dB", sr),
             ("truth", hr)]
    x, y = args.at
    size, bar = args.side * ZOOM, 22
    sheet = Image.new("L", (len(shown) * (size + 4) - 4, size + bar), 255)
    draw = ImageDraw.Draw(sheet)
    for i, (label, plane) in enumerate(shown):
        crop = plane[y:y + args.side, x:x + args.side].clip(0, 255).round().astype(np.uint8)
        sheet.paste(Image.fromarray(crop).resize((size, size), Image.NEAREST), (i * (size + 4), bar))
        draw.text((i * (size + 4) + 4, 5), label, fill=0)
    sheet.save(args.out, optimize=True)


if __name__ == "__main__":
    main()
