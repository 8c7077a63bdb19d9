# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""The networks. Input [B,c,h,w] and output [B,c,s*h,s*w] are in the model's range 0..255."""
import torch
from torch import nn
import torch.nn.functional as F

from .allocation import GBC
from .base import Enlarger, up_steps
from .edsr import EDSR
from .idn import IDN
from .images import RANGE
from .quantizers import QuantConv2d


class Block(nn.Module):
    """Quantized conv, PReLU, quantized conv; out = x * shortcut + that."""

    def __init__(self, features, norm, slopes, quantizer):
        super().__init__()
        self.conv1 = QuantConv2d(features, features, bias=not norm, quantizer=quantizer)
        self.act = nn.PReLU(slopes)
        self.conv2 = QuantConv2d(features, features, bias=not norm, quantizer=quantizer)
        self.norm1, self.norm2 = (nn.BatchNorm2d(features) if norm else nn.Identity() for _ in (1, 2))
        self.shortcut = nn.Parameter(torch.ones(1))

    def forward(self, x, choice=None):
        y = self.norm1(self.act(self.conv1(x, choice)))
        return x * self.shortcut + self.norm2(self.conv2(y, choice))


class SRResNet(Enlarger):
    """SRResNet as the authors of Granular-DQ build it, in width, depth, channels and scale as parameters.

    norm: batch normalisation as published, or biases instead. slopes: PReLU slopes per layer, 1 or `features`.
    end_kernel: side of the first and last kernel (9 as published).
    """

    def __init__(self, scale=2, channels=3, features=64, blocks=16, end_kernel=9, norm=True, slopes=1,
                 skip="none", descriptor="mean", unit=1.0, quantizer="quantsr"):
        super().__init__(dict(scale=scale, channels=channels, features=features, blocks=blocks, end_kernel=end_kernel,
                              norm=norm, slopes=slopes, skip=skip, descriptor=descriptor, unit=unit, quantizer=quantizer))
        half = end_kernel // 2
        self.head = nn.Conv2d(channels, features, end_kernel, padding=half, bias=not norm)
        self.head_act = nn.PReLU(slopes)
        self.blocks = nn.ModuleList(Block(features, norm, slopes, quantizer) for _ in range(blocks))
        self.last = nn.Conv2d(features, features, 3, padding=1, bias=not norm)
        self.last_norm = nn.BatchNorm2d(features) if norm else nn.Identity()
        self.up_steps = up_steps(scale)
        self.up = nn.ModuleList(nn.Conv2d(features, features * s * s, 3, padding=1, bias=not norm) for s in self.up_steps)
        self.up_act = nn.ModuleList(nn.PReLU(slopes) for _ in self.up_steps)
        self.tail = nn.Conv2d(features, channels, end_kernel, padding=half, bias=not norm)
        self.gbc = GBC(features, descriptor)
        if not norm:
            self.start_small(0.25, [block.conv2 for block in self.blocks])

    def head_features(self, x):
        return self.head(x)

    def residual(self, features, choice):
        first = self.head_act(features)
        y = first
        for block in self.blocks:
            y = block(y, choice)
        y = first + self.last_norm(self.last(y))
        for s, conv, act in zip(self.up_steps, self.up, self.up_act):
            y = act(F.pixel_shuffle(conv(y), s))
        return self.tail(y)


#: Classes by the value of the config key `architecture`.
ARCHITECTURES = {"srresnet": SRResNet, "edsr": EDSR, "idn": IDN}


def build(config):
    """The network that a config describes; one without the key `architecture` is an SRResNet.

    The config key `quantizer`, "quantsr" (default) or "pams", says how activations are quantized: see `quantizers`.
    """
    return ARCHITECTURES[config.get("architecture", "srresnet")](**{k: v for k, v in config.items() if k != "architecture"})


#: Networks by model name.
CONFIGS = {
    "srresnet-light-x2-microscopy": dict(scale=2, channels=1, features=32, blocks=8, end_kernel=3, norm=False,
                                         slopes=32, skip="bicubic", descriptor="spread", unit=RANGE),
    "srresnet-light-x2-photo": dict(scale=2, channels=3, features=32, blocks=8, end_kernel=3, norm=False,
                                    slopes=32, skip="bicubic", descriptor="spread", unit=RANGE),
    "srresnet-light-x4-microscopy": dict(scale=4, channels=1, features=32, blocks=8, end_kernel=3, norm=False,
                                         slopes=32, skip="bicubic", descriptor="spread", unit=RANGE),
    "srresnet-light-x4-photo": dict(scale=4, channels=3, features=32, blocks=8, end_kernel=3, norm=False,
                                    slopes=32, skip="bicubic", descriptor="spread", unit=RANGE),
}
for _scale in (2, 3, 4):
    for _images, _channels in (("photo", 3), ("microscopy", 1)):
        _common = dict(scale=_scale, channels=_channels, skip="bicubic", descriptor="spread", unit=RANGE)
        # In the published size (64 features, 16 blocks), but as our light model is: biases instead of normalisation, a slope
        # for each channel, 3x3 kernels at the ends and a bicubic skip, since that learns faster and runs faster.
        CONFIGS[f"srresnet-x{_scale}-{_images}"] = dict(_common, features=64, blocks=16, end_kernel=3, norm=False, slopes=64)
        # The published baseline, with a bicubic skip instead of the subtracted mean.
        CONFIGS[f"edsr-x{_scale}-{_images}"] = dict(_common, architecture="edsr", features=64, blocks=16, res_scale=1.0)
        CONFIGS[f"idn-x{_scale}-{_images}"] = dict(_common, architecture="idn", features=64, distillation=16, blocks=4)
