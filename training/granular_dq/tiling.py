# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Cutting a plane into patches and putting the results together: the plugin's two grids."""
import numpy as np

from .images import mirror

PATCH = 96


class Patch:
    """Source rows/columns of a patch (they may reach outside the plane) and the core that it gives to the result."""

    def __init__(self, y0, y1, x0, x1, cy0, cy1, cx0, cx1):
        self.source = (y0, y1, x0, x1)
        self.core = (cy0, cy1, cx0, cx1)

    def read(self, plane):
        """The patch [...,h,w] of an image [...,H,W], mirrored at the border (border pixel repeated)."""
        y0, y1, x0, x1 = self.source
        return plane[..., mirror(y0, y1, plane.shape[-2])[:, None], mirror(x0, x1, plane.shape[-1])[None, :]]

    def write(self, result, out, scale):
        """Puts the core of an enlarged patch [s*h,s*w] into the enlarged plane."""
        cy0, cy1, cx0, cx1 = (scale * v for v in self.core)
        dy, dx = scale * self.source[0], scale * self.source[2]
        result[cy0:cy1, cx0:cx1] = out[cy0 - dy:cy1 - dy, cx0 - dx:cx1 - dx]


def seamless(height, width, halo, patch=PATCH):
    """Patches of one size whose cores tile the plane from its origin; where it is smaller than a core, so are they, down to 4 px."""
    core = patch - 2 * halo
    h, w = (min(patch, max(length + 2 * halo, 4)) for length in (height, width))
    return [Patch(y - halo, y - halo + h, x - halo, x - halo + w, y, min(y + core, height), x, min(x + core, width))
            for y in range(0, height, core) for x in range(0, width, core)]


def _paper_axis(length, patch, step):
    starts = list(range(0, max(length - patch, 0) + 1, step))
    ends = [min(s + patch, length) for s in starts]
    if ends[-1] < length:
        ends[-1] = length
    cuts = [0] + [(ends[i] + starts[i + 1]) // 2 for i in range(len(starts) - 1)] + [length]
    return [(s, e, cuts[i], cuts[i + 1]) for i, (s, e) in enumerate(zip(starts, ends))]


def paper(height, width, patch=PATCH, step=90):
    """The paper's grid: step 90, the last row and column take the remainder, overlaps cut in the middle."""
    return [Patch(y0, y1, x0, x1, cy0, cy1, cx0, cx1)
            for y0, y1, cy0, cy1 in _paper_axis(height, patch, step) for x0, x1, cx0, cx1 in _paper_axis(width, patch, step)]
