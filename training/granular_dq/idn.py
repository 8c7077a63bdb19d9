# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""IDN (Hui et al., CVPR 2018), with quantized blocks."""
import torch
from torch import nn
import torch.nn.functional as F

from .allocation import GBC
from .base import Enlarger
from .quantizers import QuantConv2d

SLOPE = 0.05
GROUPS = 4
#: Side of the published transposed convolution.
DECONVOLUTION = 17


def phase_kernel(scale):
    """Side of the kernel on the LR grid that reaches every pixel that the transposed convolution reaches."""
    half = DECONVOLUTION // 2
    return 2 * max(half // scale, (half + scale - 1) // scale) + 1


class Block(nn.Module):
    """A distillation block: an enhancement unit whose first layers pass on most channels and keep `distilled` of them,
    which join the block's input; a 1x1 convolution compresses the sum. All convolutions are quantized.
    """

    def __init__(self, features, distilled, quantizer):
        super().__init__()
        f, d = features, distilled
        self.passed = f - d
        shapes = ((f, f - d, 1), (f - d, f - 2 * d, GROUPS), (f - 2 * d, f, 1), (f - d, f, 1), (f, f - d, GROUPS), (f - d, f + d, 1))
        self.convs = nn.ModuleList(QuantConv2d(a, b, groups=g, quantizer=quantizer) for a, b, g in shapes)
        self.compress = QuantConv2d(f + d, f, kernel=1, quantizer=quantizer)

    def forward(self, x, choice=None):
        y = x
        for conv in self.convs[:3]:
            y = F.leaky_relu(conv(y, choice), SLOPE)
        y, kept = y[:, :self.passed], y[:, self.passed:]
        for conv in self.convs[3:]:
            y = F.leaky_relu(conv(y, choice), SLOPE)
        return F.leaky_relu(self.compress(y + torch.cat((x, kept), 1), choice), SLOPE)


class IDN(Enlarger):
    """IDN in width, depth, channels and scale as parameters; the published one has 64 features, distillation d = 16
    (and so s = features / d = 4) and 4 blocks.

    Head: two convolutions with a LeakyReLU between them. The 17x17 transposed convolution at the end, of stride s, is
    written as a convolution with one output for each position within an enlarged pixel, which are then shuffled: the
    same sums, if outermost weights that it does not have are zero; here they are learned too.
    """

    def __init__(self, scale=2, channels=3, features=64, distillation=16, blocks=4, skip="bicubic", descriptor="mean",
                 unit=1.0, quantizer="quantsr"):
        super().__init__(dict(architecture="idn", scale=scale, channels=channels, features=features, distillation=distillation,
                              blocks=blocks, skip=skip, descriptor=descriptor, unit=unit, quantizer=quantizer))
        self.head = nn.Conv2d(channels, features, 3, padding=1)
        self.head2 = nn.Conv2d(features, features, 3, padding=1)
        self.blocks = nn.ModuleList(Block(features, distillation, quantizer) for _ in range(blocks))
        kernel = phase_kernel(scale)
        self.tail = nn.Conv2d(features, channels * scale * scale, kernel, padding=kernel // 2)
        self.gbc = GBC(features, descriptor)
        self.start_small(SLOPE, [block.convs[-1] for block in self.blocks])

    def head_features(self, x):
        return self.head2(F.leaky_relu(self.head(x), SLOPE))

    def residual(self, features, choice):
        y = F.leaky_relu(features, SLOPE)
        for block in self.blocks:
            y = block(y, choice)
        return F.pixel_shuffle(self.tail(y), self.scale)
