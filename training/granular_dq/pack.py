# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Puts all training images into one file that is mapped into memory, for machines that get one file and no folders.

    python -m granular_dq.pack --data DATA --channels 1 --megabytes 60 --out pack.bin
    python -m granular_dq.train --data pack.bin ...

The file: length of the header (8 bytes, little endian), a JSON header, then the images' pixels in their own type. If they do not fit into the
given size, each is cut to a centred part of the same share.
"""
import argparse
import json
import struct

import numpy as np

from . import data, images

TYPES = {"uint8": np.uint8, "uint16": np.uint16, "float32": np.float32}


def _kept(array):
    """The array in a type that a pack holds."""
    if array.dtype == np.uint8 or array.dtype == np.uint16:
        return array
    return array.astype(np.float32)


def _cut(array, share):
    """A centred part, `share` of the pixels; even sides."""
    rgb = images.is_rgb(array)
    axes = (0, 1) if rgb else (array.ndim - 2, array.ndim - 1)
    cut = [slice(None)] * array.ndim
    for axis in axes:
        side = max(2, int(array.shape[axis] * share ** 0.5) // 2 * 2)
        start = (array.shape[axis] - side) // 2
        cut[axis] = slice(start, start + side)
    return np.ascontiguousarray(array[tuple(cut)])


def write(path, found, megabytes):
    """Writes images (name, origin, array) as a pack of at most `megabytes`; returns the share of pixels that was kept."""
    found = [(name, origin, _kept(array)) for name, origin, array in found]
    total = sum(array.nbytes for _, _, array in found)
    share = min(1.0, 0.98 * megabytes * 2 ** 20 / max(total, 1))
    header, blobs, offset = [], [], 0
    for name, origin, array in found:
        array = _cut(array, share) if share < 1 else np.ascontiguousarray(array)
        header.append(dict(name=name, origin=origin, dtype=str(array.dtype), shape=array.shape, offset=offset))
        blobs.append(array.tobytes())
        offset += array.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for blob in blobs:
            f.write(blob)
    return share


def read(path):
    """Yields (name, origin, array) of a pack; arrays are views of the mapped file."""
    with open(path, "rb") as f:
        size, = struct.unpack("<Q", f.read(8))
        header = json.loads(f.read(size))
    mapped = np.memmap(path, np.uint8, "r", offset=8 + size)
    for entry in header:
        dtype = np.dtype(TYPES[entry["dtype"]])
        length = int(np.prod(entry["shape"])) * dtype.itemsize
        yield entry["name"], entry["origin"], mapped[entry["offset"]:entry["offset"] + length].view(dtype).reshape(entry["shape"])


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--channels", type=int, required=True, choices=(1, 3), help="3: RGB images alone")
    p.add_argument("--megabytes", type=float, default=60)
    p.add_argument("--out", required=True)
    args = p.parse_args(argv)
    found = [f for f in data.files(args.data) if f[2] is not None and (args.channels == 1 or images.is_rgb(f[2]))]
    share = write(args.out, found, args.megabytes)
    print(f"{len(found)} images, {100 * share:.0f} % of their pixels")


if __name__ == "__main__":
    main()
