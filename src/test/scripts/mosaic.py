# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Makes a large 16-bit image, a tiled BigTIFF, of mirrored copies of an example: the inputs of docs/large-images.md.

    python3 src/test/scripts/mosaic.py 4096 large.tif                   # structure everywhere
    python3 src/test/scripts/mosaic.py 4096 slide.tif --background 0.7  # squares of 1024 pixels, so many of them almost flat

Needs numpy, tifffile and imagecodecs. The same arguments give the same pixels.
"""
import argparse
import os

import numpy as np
import tifffile

TILE, SQUARE = 512, 1024
EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "..", "examples", "phase-contrast.tif")


def tiles(size, background):
    image = tifffile.imread(EXAMPLE)
    image = np.pad(image, ((0, image.shape[0]), (0, image.shape[1])), "symmetric")
    random = np.random.default_rng(1)
    count = max(1, size // SQUARE)
    empty = random.random((count, count)) < background
    noise = random.normal(0, 20, (TILE, TILE))
    for y in range(0, size, TILE):
        for x in range(0, size, TILE):
            rows, columns = np.arange(y, y + TILE)[:, None], np.arange(x, x + TILE)[None]
            if empty[min(y // SQUARE, count - 1), min(x // SQUARE, count - 1)]:
                yield (20000 + (rows + columns) * (1000 / size) + noise).astype(np.uint16)
            else:
                yield image[rows % image.shape[0], columns % image.shape[1]]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("size", type=int)
    p.add_argument("output")
    p.add_argument("--background", type=float, default=0)
    args = p.parse_args()
    with tifffile.TiffWriter(args.output, bigtiff=True) as file:
        file.write(tiles(args.size, args.background), shape=(args.size, args.size), dtype=np.uint16, tile=(TILE, TILE), compression="deflate",
                   compressionargs={"level": 1}, predictor=True)


if __name__ == "__main__":
    main()
