# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""What bits are worth: patches of images, computed at every bit-width and compared with the truth."""
import numpy as np
import torch

from .allocation import GBC, GATE_BITS, e2b, empty, entropy
from .quantizers import BITS
from .tiling import seamless

#: Descriptors that controllers are compared on.
DESCRIPTORS = ("mean", "spread")
#: A cost above this, in dB, counts as this: a few patches of nearly perfect images would outweigh all others.
LARGEST_COST = 3.0


class Measured:
    """Patches of some images: their image's number, entropy, descriptors [n,3C] by kind, squared errors [n,4] over BITS.

    Patches are those of the seamless grid, without the empty ones, which the plugin leaves to bicubic interpolation; of an image with more than `most` patches that many are drawn. LR is rounded as files hold it.
    The cost of b bits for a patch is the loss of PSNR (dB) of its image, against 8 bits, that the squared error brings, times the number
    of patches of the image. Images count alike, whatever their size.
    """

    def __init__(self, net, planes, halo, most=1 << 30, seed=1):
        rows = []
        self._others = {kind: GBC(net.config["features"], kind) for kind in DESCRIPTORS}
        with torch.no_grad():
            for number, plane in enumerate(planes):
                patches = seamless(*plane.lr.shape[1:], halo)
                if len(patches) > most:
                    rng = np.random.default_rng((seed, number))
                    patches = [patches[i] for i in np.sort(rng.permutation(len(patches))[:most])]
                lr = plane.rounded(plane.lr).astype(np.float32)
                tiles = [np.ascontiguousarray(patch.read(lr)) for patch in patches]
                rows += [(number,) + self._patch(net, plane, tile, patch) for tile, patch in zip(tiles, patches) if not empty(tile)]
        if not rows:
            raise SystemExit("no patch holds anything that bits could be measured on")
        _, self.image = np.unique([r[0] for r in rows], return_inverse=True)
        self.entropy = np.array([r[1] for r in rows])
        self.lr = [r[4] for r in rows]
        self.descriptors = {kind: np.stack([r[2][kind] for r in rows]) for kind in DESCRIPTORS}
        self.error = np.stack([r[3] for r in rows])
        counts = np.bincount(self.image)
        mean = np.zeros((len(counts), len(BITS)))
        np.add.at(mean, self.image, self.error)
        floor = 1e-6 * 255 ** 2 * np.bincount(self.image, [r[5] for r in rows])
        total = np.maximum(mean[:, -1], floor)[self.image]
        self.cost = 10 / np.log(10) * (self.error - self.error[:, -1:]) / total[:, None] * counts[self.image][:, None]
        self.weight = 1.0 / counts[self.image] / len(counts)

    def _patch(self, net, plane, tile, patch):
        s = net.scale
        x = torch.from_numpy(tile)[None]
        cy0, cy1, cx0, cx1 = (s * v for v in patch.core)
        hr = plane.hr[:, cy0:cy1, cx0:cx1]
        dy, dx = s * patch.source[0], s * patch.source[2]
        features = net.features(x)
        each = len(BITS), -1, -1, -1
        out = net.body(features.expand(each), x.expand(each), torch.eye(len(BITS))).numpy()
        errors = np.square(out[:, :, cy0 - dy:cy1 - dy, cx0 - dx:cx1 - dx] - hr, dtype=np.float64).sum((1, 2, 3))
        descriptors = {kind: gbc.descriptor(features)[0].numpy() for kind, gbc in self._others.items()}
        return entropy(tile), descriptors, errors, tile, hr.size

    def cost_of(self, bits):
        """Cost of a bit-width for each patch: [n] or [n,k] like `bits`."""
        index = np.searchsorted(BITS, bits)
        return np.take_along_axis(self.cost, index.reshape(len(index), -1), 1).reshape(bits.shape)

    def summary(self, bits):
        """(mean PSNR loss against 8 bits in dB, mean bits over patches, images counting alike)."""
        return float((self.weight * self.cost_of(bits)).sum()), float((self.weight * bits).sum())

    def action_bits(self, rule):
        """Bits [n,3] that each choice of the gate ends in; `rule` (t1, t2, direction), or None: no E2B."""
        columns = [np.full(len(self.entropy), b) for b in GATE_BITS]
        if rule is not None:
            columns[-1] = np.array([e2b(h, *rule) for h in self.entropy])
        return np.stack(columns, 1)


def controls(measured, fab, seed=1):
    """Loss at equal mean bits of: fixed bits, the straight line between them, random bits, and an oracle that knows the cost."""
    fixed = [measured.summary(np.full(len(measured.image), b)) for b in BITS]
    line = float(np.interp(fab, [f[1] for f in fixed], [f[0] for f in fixed]))
    low, high = 0.0, 10.0
    for _ in range(40):
        price = (low + high) / 2
        bits = np.array(BITS)[(measured.cost + price * np.array(BITS)).argmin(1)]
        low, high = (price, high) if measured.summary(bits)[1] > fab else (low, price)
    rng = np.random.default_rng(seed)
    below = max(b for b in BITS if b <= max(fab, BITS[0]))
    above = min((b for b in BITS if b > below), default=below)
    share = (fab - below) / max(above - below, 1)
    some = np.where(rng.random(len(measured.image)) < share, above, below)
    return dict(fixed={str(b): f[0] for b, f in zip(BITS, fixed)}, line=line, random=measured.summary(some)[0], oracle=measured.summary(bits)[0])
