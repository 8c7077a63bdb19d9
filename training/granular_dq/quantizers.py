# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Learned-step quantizers with the smooth straight-through gradient of QuantSR."""
import math

import torch
from torch import nn

#: Bit-widths that have a step of their own, in the order of every `steps` tensor.
BITS = (4, 5, 6, 8)
WEIGHT_BITS = 8


def code_range(bits, signed=True):
    """Smallest and largest integer code of a bit-width."""
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)


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
    product of the gradient with what each bit-width would have given).
    """

    @staticmethod
    def forward(ctx, x, steps, choice, step_scale, with_choice):
        index = choice.argmax(1)
        low, high = (torch.tensor([code_range(b)[i] for b in BITS], dtype=x.dtype, device=x.device) for i in (0, 1))
        a = steps[index].view(-1, 1, 1, 1)
        codes = torch.round(torch.clamp(x / a, low[index].view(-1, 1, 1, 1), high[index].view(-1, 1, 1, 1)))
        ctx.save_for_backward(x, steps, index, codes)
        ctx.step_scale, ctx.with_choice = step_scale, with_choice
        return codes

    @staticmethod
    def backward(ctx, grad):
        x, steps, index, codes = ctx.saved_tensors
        a = steps[index].view(-1, 1, 1, 1)
        grad = grad.float() / a
        z = x / a
        outside = (z - codes).abs() > 0.5
        slope = torch.where(outside, torch.zeros_like(z), _round_slope(z, codes))
        per_patch = (grad * (codes - z * slope)).sum((1, 2, 3)) * ctx.step_scale[index]
        grad_steps = torch.zeros_like(steps).index_add_(0, index, per_patch)
        grad_choice = None
        if ctx.with_choice:
            columns = []
            for i, b in enumerate(BITS):
                low, high = code_range(b)
                columns.append((grad * torch.round(torch.clamp(x / steps[i], low, high))).sum((1, 2, 3)) * steps[i])
            grad_choice = torch.stack(columns, 1)
        return grad * slope, grad_steps, grad_choice, None, None


class QuantConv2d(nn.Conv2d):
    """3x3 convolution with 8-bit weights (one learned step) and activations at each patch's bit-width.

    With `choice=None` it is the plain fp32 convolution. Codes and weights are small integers, exact in bfloat16,
    so the same code trains under autocast.
    """

    def __init__(self, channels_in, channels_out, bias):
        super().__init__(channels_in, channels_out, 3, padding=1, bias=bias)
        self.weight_step = nn.Parameter(torch.zeros(1))
        self.steps = nn.Parameter(torch.zeros(len(BITS)))

    def start_steps(self, x):
        """Start values 2 * mean|x| / sqrt(Qp) from one batch of inputs [B,C,h,w]."""
        with torch.no_grad():
            for i, b in enumerate(BITS):
                self.steps[i] = 2 * x.abs().mean() / math.sqrt(code_range(b)[1])
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
        scale = torch.tensor([1 / math.sqrt(numel * code_range(b)[1]) for b in BITS], device=x.device)
        codes = _SelectedCodes.apply(x.float(), self.steps, choice, scale, choice.requires_grad)
        a = self.steps.detach()[choice.argmax(1)].view(-1, 1, 1, 1)
        g = 1 / math.sqrt(self.weight.numel() * code_range(WEIGHT_BITS)[1])
        step = self.weight_step * g + (self.weight_step * (1 - g)).detach()
        y = torch.nn.functional.conv2d(codes, self.weight_codes(), None, 1, 1).float() * (a * step)
        return y if self.bias is None else y + self.bias.view(1, -1, 1, 1)
