# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Which patch gets how many bits: granularity-bit controller (GBC) and entropy-to-bit (E2B)."""
import math

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

#: Bit-widths the GBC chooses among, and those that E2B gives to its 8-bit patches.
GATE_BITS = (4, 6, 8)
ENTROPY_BITS = (4, 5, 8)
BINS = 32
SIGMA = 0.0001 * 255
FLOOR = 1e-40
#: Largest root mean square of the Laplacian, and largest distance of two values, of a patch that counts as empty.
EMPTY_LAPLACIAN, EMPTY_SPAN = 1, 8
LUMA = (0.2989, 0.5870, 0.1140)


def entropy(patch):
    """Entropy in nats (0 .. ln 32) of one patch [c,h,w] in the range 0..255, by the soft histogram of the paper."""
    patch = np.asarray(patch, dtype=np.float64)
    grey = np.tensordot(np.array(LUMA), patch, 1) if patch.shape[0] == 3 else patch[0]
    value = np.clip(grey.ravel() / 255.0, 0, 1)
    bins = np.linspace(0, 1, BINS)
    kernel = np.maximum(np.exp(-0.5 * ((value[:, None] - bins[None, :]) / SIGMA) ** 2), FLOOR)
    p = kernel.mean(0)
    p = p / p.sum() + FLOOR
    return float(-(p * np.log(p)).sum())


def empty(patch):
    """Whether nothing is in a patch [c,h,w], range 0..255, that the network would change: the plugin's EmptyPatch."""
    patch = np.asarray(patch, dtype=np.float64)
    if max(float(np.ptp(channel)) for channel in patch) > EMPTY_SPAN:
        return False
    centre = patch[:, 1:-1, 1:-1]
    laplacian = 4 * centre - patch[:, :-2, 1:-1] - patch[:, 2:, 1:-1] - patch[:, 1:-1, :-2] - patch[:, 1:-1, 2:]
    return bool((np.square(laplacian).mean((1, 2)) <= EMPTY_LAPLACIAN ** 2).all())


def percentile_table(entropies):
    """Entropy at every half percent, key = percent as text."""
    q = np.arange(1, 200) / 2.0
    return {f"{a:.1f}": float(b) for a, b in zip(q, np.percentile(entropies, q))}


def e2b(h, t1, t2, direction="rising"):
    """Bits of a patch that GBC gave 8 bits: more for more entropy ("rising", as published), or for less ("falling")."""
    step = 0 if h <= t1 else 1 if h <= t2 else 2
    return ENTROPY_BITS[step if direction == "rising" else 2 - step]


class GBC(nn.Module):
    """Granularity-bit controller: head features [B,C,h,w] to logits [B,3] over GATE_BITS.

    descriptor "mean": the global means of the three granularities, as published. "spread": the standard deviation
    over positions of fine (F), median (2x2 average pool) and coarse (4x4), which differ with the scale of detail.
    Both are ordered coarse, fine, median.
    """

    def __init__(self, features, descriptor="mean"):
        super().__init__()
        self.kind = descriptor
        self.gate = nn.Linear(3 * features, len(GATE_BITS))

    def descriptor(self, features):
        fine = features.float()
        median = F.avg_pool2d(fine, 2)
        coarse = F.avg_pool2d(median, 2)
        if self.kind == "spread":
            parts = [(v.flatten(2).var(2, unbiased=False) + 1e-6).sqrt() for v in (coarse, fine, median)]
        else:
            parts = [v.mean((2, 3)) for v in (coarse, F.avg_pool2d(fine, 4), F.avg_pool2d(median, 2))]
        return torch.cat(parts, 1)

    def forward(self, features):
        return self.gate(self.descriptor(features))


def sample_gate(logits, tau=1.0):
    """Hard Gumbel-softmax sample [B,3] with straight-through gradient."""
    return F.gumbel_softmax(logits, tau=tau, hard=True)


def budget_loss(bits, budget):
    """How far the mean bits of a batch lie above the budget, in bits."""
    return F.relu(bits.mean() - budget)
