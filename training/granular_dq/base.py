# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""What all networks share. Input [B,c,h,w] and output [B,c,s*h,s*w] are in the model's range 0..255."""
import torch
from torch import nn
import torch.nn.functional as F

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


def up_steps(scale):
    """Factors of the pixel shuffles that enlarge one after another."""
    return [scale] if scale in (2, 3) else [2, 2]


class Enlarger(nn.Module):
    """A network of head, body and global skip; subclasses say what head and body are, and make the controller `gbc`.

    skip: "bicubic" adds the bicubic enlargement of the input to the output, "none" does not. descriptor: see GBC.
    unit: the network works on input / unit; its output is multiplied by it. config: what `build` makes the network of.
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.scale, self.unit, self.skip = config["scale"], config["unit"], config["skip"]
        self.register_buffer("skip_kernel", bicubic_kernel(self.scale), persistent=False)

    def head_features(self, x):
        """Head features before the activation [B,C,h,w], of input in units."""
        raise NotImplementedError

    def residual(self, features, choice):
        """The output in units, without the global skip."""
        raise NotImplementedError

    def features(self, x):
        """Head features before the activation [B,C,h,w]: what the GBC looks at."""
        return self.head_features(x / self.unit)

    def body(self, features, x, choice=None):
        """The rest of the network; `choice` [B,4] is one-hot over the bit-widths, None for fp32."""
        y = self.residual(features, choice).float() * self.unit
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
        """The quantized convolutions in the order in which they run."""
        return [m for m in self.modules() if isinstance(m, QuantConv2d)]

    def output_factors(self):
        """Layers whose output the network multiplies by a constant, which packages fold into their weights: {name: factor}."""
        return {}

    def start_small(self, slope, branches):
        """Weights from which a network without normalisation learns well: the last layers of residual branches, and the tail, start small.

        slope: of most rectifiers for negative values; 1 where most layers have none.
        """
        with torch.no_grad():
            for m in self.modules():
                if isinstance(m, nn.Conv2d):
                    nn.init.kaiming_normal_(m.weight, a=slope)
                    m.bias.zero_()
            for layer in branches:
                layer.weight.mul_(0.3)
            self.tail.weight.mul_(0.1)
