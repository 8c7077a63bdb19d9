# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""The networks. Input [B,c,h,w] and output [B,c,s*h,s*w] are in the model's range 0..255."""
import torch
from torch import nn
import torch.nn.functional as F

from .allocation import GBC
from .images import RANGE
from .quantizers import QuantConv2d
from .resize import _taps


def symmetric_pad(x, n):
    """Mirrors n border pixels, the border pixel itself included (MATLAB's border)."""
    for axis in (2, 3):
        size = x.shape[axis]
        index = torch.arange(-n, size + n) % (2 * size)
        index = torch.where(index >= size, 2 * size - 1 - index, index)
        x = x.index_select(axis, index.to(x.device))
    return x


def bicubic_kernel(scale):
    """Bicubic enlargement as a convolution: weights [s*s,1,5,5] in pixel-shuffle order."""
    reach = 16
    weight, index = _taps(2 * reach, float(scale), 2 * reach * scale)
    axis = torch.zeros(scale, 5)
    for phase in range(scale):
        for w, i in zip(weight[reach * scale + phase], index[reach * scale + phase]):
            if w != 0:
                axis[phase, int(i) - reach + 2] += float(w)
    return torch.einsum("ai,bj->abij", axis, axis).reshape(scale * scale, 1, 5, 5)


class Block(nn.Module):
    """Quantized conv, PReLU, quantized conv; out = x * shortcut + that."""

    def __init__(self, features, norm, slopes):
        super().__init__()
        self.conv1 = QuantConv2d(features, features, bias=not norm)
        self.act = nn.PReLU(slopes)
        self.conv2 = QuantConv2d(features, features, bias=not norm)
        self.norm1, self.norm2 = (nn.BatchNorm2d(features) if norm else nn.Identity() for _ in (1, 2))
        self.shortcut = nn.Parameter(torch.ones(1))

    def forward(self, x, choice=None):
        y = self.norm1(self.act(self.conv1(x, choice)))
        return x * self.shortcut + self.norm2(self.conv2(y, choice))


class SRResNet(nn.Module):
    """SRResNet as the authors of Granular-DQ build it, in width, depth, channels and scale as parameters.

    norm: batch normalisation as published, or biases instead. slopes: PReLU slopes per layer, 1 or `features`.
    end_kernel: side of the first and last kernel (9 as published). skip: "bicubic" adds the bicubic
    enlargement of the input to the output, "none" does not. descriptor: see GBC.
    """

    def __init__(self, scale=2, channels=3, features=64, blocks=16, end_kernel=9, norm=True, slopes=1,
                 skip="none", descriptor="mean", unit=1.0):
        super().__init__()
        self.config = dict(scale=scale, channels=channels, features=features, blocks=blocks, end_kernel=end_kernel,
                           norm=norm, slopes=slopes, skip=skip, descriptor=descriptor, unit=unit)
        self.unit, self.scale = unit, scale
        half = end_kernel // 2
        self.head = nn.Conv2d(channels, features, end_kernel, padding=half, bias=not norm)
        self.head_act = nn.PReLU(slopes)
        self.blocks = nn.ModuleList(Block(features, norm, slopes) for _ in range(blocks))
        self.last = nn.Conv2d(features, features, 3, padding=1, bias=not norm)
        self.last_norm = nn.BatchNorm2d(features) if norm else nn.Identity()
        steps = [scale] if scale in (2, 3) else [2, 2]
        self.up = nn.ModuleList(nn.Conv2d(features, features * s * s, 3, padding=1, bias=not norm) for s in steps)
        self.up_act = nn.ModuleList(nn.PReLU(slopes) for _ in steps)
        self.up_steps = steps
        self.tail = nn.Conv2d(features, channels, end_kernel, padding=half, bias=not norm)
        self.gbc = GBC(features, descriptor)
        if skip == "bicubic":
            self.register_buffer("skip_kernel", bicubic_kernel(scale), persistent=False)
        self.skip = skip
        if not norm:
            self._start_small()

    def _start_small(self):
        """Residual branches start small, so that a network without normalisation begins near its shortcut."""
        with torch.no_grad():
            for m in self.modules():
                if isinstance(m, nn.Conv2d):
                    nn.init.kaiming_normal_(m.weight, a=0.25)
                    m.bias.zero_()
            for block in self.blocks:
                block.conv2.weight.mul_(0.3)
            self.tail.weight.mul_(0.1)

    def features(self, x):
        """Head features before the activation [B,C,h,w]: what the GBC looks at."""
        return self.head(x / self.unit)

    def body(self, features, x, choice=None):
        """The rest of the network; `choice` [B,4] is one-hot over the bit-widths, None for fp32."""
        first = self.head_act(features)
        y = first
        for block in self.blocks:
            y = block(y, choice)
        y = first + self.last_norm(self.last(y))
        for s, conv, act in zip(self.up_steps, self.up, self.up_act):
            y = act(F.pixel_shuffle(conv(y), s))
        y = self.tail(y).float() * self.unit
        return y + self.enlarged(x) if self.skip == "bicubic" else y

    def enlarged(self, x):
        """Bicubic enlargement of x, channel by channel, in float32."""
        b, c, h, w = x.shape
        with torch.autocast(x.device.type, enabled=False):
            y = F.conv2d(symmetric_pad(x.float(), 2).reshape(b * c, 1, h + 4, w + 4), self.skip_kernel)
        return F.pixel_shuffle(y, self.scale).reshape(b, c, h * self.scale, w * self.scale)

    def forward(self, x, choice=None):
        return self.body(self.features(x), x, choice)

    def quantized_layers(self):
        return [c for b in self.blocks for c in (b.conv1, b.conv2)]


#: Classes by the value of the config key `architecture`.
ARCHITECTURES = {"srresnet": SRResNet}


def build(config):
    """The network that a config describes; one without the key `architecture` is an SRResNet."""
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
