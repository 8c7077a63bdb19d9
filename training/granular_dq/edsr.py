# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""EDSR (Lim et al., CVPR Workshops 2017), with quantized blocks."""
from torch import nn
import torch.nn.functional as F

from .allocation import GBC
from .base import Enlarger, up_steps
from .quantizers import QuantConv2d


class Block(nn.Module):
    """Quantized conv, ReLU, quantized conv of codes that are never negative; out = x + that * res_scale."""

    def __init__(self, features, res_scale, quantizer):
        super().__init__()
        self.conv1 = QuantConv2d(features, features, quantizer=quantizer)
        self.conv2 = QuantConv2d(features, features, signed=False, quantizer=quantizer)
        self.res_scale = res_scale

    def forward(self, x, choice=None):
        return x + self.conv2(F.relu(self.conv1(x, choice)), choice) * self.res_scale


class EDSR(Enlarger):
    """EDSR in width, depth, channels and scale as parameters; the baseline has 64 features, 16 blocks and res_scale 1.

    As published: no normalisation, biases, no activation after the head, in the up stages and before the tail, 3x3
    kernels everywhere. Not as published: no mean is subtracted, and skip "bicubic" is offered.
    """

    def __init__(self, scale=2, channels=3, features=64, blocks=16, res_scale=1.0, skip="none", descriptor="mean",
                 unit=1.0, quantizer="quantsr"):
        super().__init__(dict(architecture="edsr", scale=scale, channels=channels, features=features, blocks=blocks,
                              res_scale=res_scale, skip=skip, descriptor=descriptor, unit=unit, quantizer=quantizer))
        self.head = nn.Conv2d(channels, features, 3, padding=1)
        self.blocks = nn.ModuleList(Block(features, res_scale, quantizer) for _ in range(blocks))
        self.last = nn.Conv2d(features, features, 3, padding=1)
        self.up_steps = up_steps(scale)
        self.up = nn.ModuleList(nn.Conv2d(features, features * s * s, 3, padding=1) for s in self.up_steps)
        self.tail = nn.Conv2d(features, channels, 3, padding=1)
        self.gbc = GBC(features, descriptor)
        self.start_small(1, [block.conv2 for block in self.blocks])

    def head_features(self, x):
        return self.head(x)

    def residual(self, features, choice):
        y = features
        for block in self.blocks:
            y = block(y, choice)
        y = features + self.last(y)
        for s, conv in zip(self.up_steps, self.up):
            y = F.pixel_shuffle(conv(y), s)
        return self.tail(y)

    def output_factors(self):
        return {f"blocks.{i}.conv2": block.res_scale for i, block in enumerate(self.blocks) if block.res_scale != 1}
