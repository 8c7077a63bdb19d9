# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Quantizers of activations, one learned number per layer and bit-width, and of weights.

"quantsr": a learned step, codes -2^(b-1) .. 2^(b-1)-1, the smooth straight-through gradient of QuantSR.
"pams" (Li et al., ECCV 2020): a learned bound at which values are clipped on both sides, so codes are
-(2^(b-1)-1) .. 2^(b-1)-1 of step bound / (2^(b-1)-1); the plain straight-through gradient.
Where values are never negative, both have codes 0 .. 2^b-1. Weights have a learned step with either.
"""
import math

import torch
from torch import nn

#: Bit-widths that have a step of their own, in the order of every `steps` tensor.
BITS = (4, 5, 6, 8)
WEIGHT_BITS = 8
QUANTIZERS = ("quantsr", "pams")


def code_range(bits, signed=True, symmetric=False):
    """Smallest and largest integer code of a bit-width."""
    if not signed:
        return 0, (1 << bits) - 1
    high = (1 << (bits - 1)) - 1
    return (-high if symmetric else -high - 1), high


def _round_slope(z, rounded):
    """Slope of tanh(f - 0.5) / tanh(0.5) / 2 + 0.5 at the fractional part f of z.

    f - 0.5 equals z - round(z) shifted by half a step, so it is taken from the nearest integer.
    """
    d = z - rounded
    d = d - torch.copysign(torch.full_like(d, 0.5), d)
    return (1 - torch.tanh(d).square()) / (2 * math.tanh(0.5))


class _SelectedCodes(torch.autograd.Function):
    """Integer codes of x [B,C,h,w], each patch with the step and range that its row of `choice` [B,4] selects.

    The caller multiplies what it makes of the codes by the selected step *detached*; every gradient is taken
    here, for the value code * step: with respect to x, to the steps (LSQ) and to the one-hot choice (the inner
    product of the gradient with what each bit-width would have given). `ranges`: smallest and largest code for each
    bit-width. `smooth`: whether rounding has QuantSR's gradient, or that of the identity.
    """

    @staticmethod
    def forward(ctx, x, steps, choice, step_scale, with_choice, ranges, smooth):
        index = choice.argmax(1)
        low, high = (torch.tensor([r[i] for r in ranges], dtype=x.dtype, device=x.device) for i in (0, 1))
        a = steps[index].view(-1, 1, 1, 1)
        codes = torch.round(torch.clamp(x / a, low[index].view(-1, 1, 1, 1), high[index].view(-1, 1, 1, 1)))
        ctx.save_for_backward(x, steps, index, codes)
        ctx.step_scale, ctx.with_choice, ctx.ranges, ctx.smooth = step_scale, with_choice, ranges, smooth
        return codes

    @staticmethod
    def backward(ctx, grad):
        x, steps, index, codes = ctx.saved_tensors
        a = steps[index].view(-1, 1, 1, 1)
        grad = grad.float() / a
        z = x / a
        if ctx.smooth:
            slope = torch.where((z - codes).abs() > 0.5, torch.zeros_like(z), _round_slope(z, codes))
        else:
            low, high = (torch.tensor([r[i] for r in ctx.ranges], dtype=z.dtype, device=z.device)[index].view(-1, 1, 1, 1) for i in (0, 1))
            slope = ((z >= low) & (z <= high)).to(z.dtype)
        per_patch = (grad * (codes - z * slope)).sum((1, 2, 3)) * ctx.step_scale[index]
        grad_steps = torch.zeros_like(steps).index_add_(0, index, per_patch)
        grad_choice = None
        if ctx.with_choice:
            columns = []
            for i, (low, high) in enumerate(ctx.ranges):
                columns.append((grad * torch.round(torch.clamp(x / steps[i], low, high))).sum((1, 2, 3)) * steps[i])
            grad_choice = torch.stack(columns, 1)
        return grad * slope, grad_steps, grad_choice, None, None, None, None


class QuantConv2d(nn.Conv2d):
    """Convolution with 8-bit weights (one learned step) and activations at each patch's bit-width.

    With `choice=None` it is the plain fp32 convolution. Codes and weights are small integers, exact in bfloat16,
    so the same code trains under autocast. signed: whether the input may be negative.
    """

    def __init__(self, channels_in, channels_out, bias=True, kernel=3, groups=1, signed=True, quantizer="quantsr"):
        super().__init__(channels_in, channels_out, kernel, padding=kernel // 2, groups=groups, bias=bias)
        if quantizer not in QUANTIZERS:
            raise ValueError(f"there is no quantizer {quantizer!r}, only {' and '.join(QUANTIZERS)}")
        self.pams = quantizer == "pams"
        self.ranges = tuple(code_range(b, signed, self.pams) for b in BITS)
        self.weight_step = nn.Parameter(torch.zeros(1))
        if self.pams:
            self.bounds = nn.Parameter(torch.zeros(len(BITS)))
        else:
            self.steps = nn.Parameter(torch.zeros(len(BITS)))

    def _highest(self, like):
        return torch.tensor([high for _, high in self.ranges], dtype=like.dtype, device=like.device)

    def step_values(self):
        """What a code of 1 stands for at each of BITS."""
        return self.bounds / self._highest(self.bounds) if self.pams else self.steps

    def learned_of(self, steps):
        """(name, value) of the parameter that makes `step_values` these."""
        return ("bounds", steps * self._highest(steps)) if self.pams else ("steps", steps)

    def start_steps(self, x):
        """Start values from one batch of inputs [B,C,h,w]: steps of 2 * mean|x| / sqrt(Qp), bounds of the mean over images of max|x|."""
        with torch.no_grad():
            if self.pams:
                self.bounds.fill_(x.abs().amax((1, 2, 3)).mean())
            else:
                for i, (_, high) in enumerate(self.ranges):
                    self.steps[i] = 2 * x.abs().mean() / math.sqrt(high)
            self.weight_step.fill_(2 * self.weight.abs().mean() / math.sqrt(code_range(WEIGHT_BITS)[1]))

    def weight_codes(self):
        """Integer weight codes, with gradients to the weights and (through the caller's step) to the step."""
        low, high = code_range(WEIGHT_BITS)
        z = torch.clamp(self.weight / self.weight_step, low, high)
        rounded = torch.round(z)
        slope = _round_slope(z, rounded).detach()
        return slope * (z - z.detach()) + rounded.detach()

    def forward(self, x, choice=None):
        if choice is None:
            return super().forward(x)
        numel = x[0].numel() * x.shape[0]
        scale = torch.tensor([1 / math.sqrt(numel * high) for _, high in self.ranges], device=x.device)
        steps = self.step_values()
        codes = _SelectedCodes.apply(x.float(), steps, choice, scale, choice.requires_grad, self.ranges, not self.pams)
        a = steps.detach()[choice.argmax(1)].view(-1, 1, 1, 1)
        g = 1 / math.sqrt(self.weight.numel() * code_range(WEIGHT_BITS)[1])
        step = self.weight_step * g + (self.weight_step * (1 - g)).detach()
        y = nn.functional.conv2d(codes, self.weight_codes(), None, 1, self.padding, 1, self.groups).float() * (a * step)
        return y if self.bias is None else y + self.bias.view(1, -1, 1, 1)
