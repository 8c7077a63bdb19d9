# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Every architecture with every quantizer: shapes, gradients, packages, and that it learns."""
import json
import os
import tempfile
import unittest

import numpy as np
import torch
import torch.nn.functional as F

from granular_dq import package
from granular_dq.idn import DECONVOLUTION, phase_kernel
from granular_dq.networks import CONFIGS, build
from granular_dq.quantizers import BITS, QUANTIZERS, QuantConv2d, code_range

SMALL = {
    "srresnet": dict(features=8, blocks=2, end_kernel=3, norm=False, slopes=8),
    "edsr": dict(architecture="edsr", features=8, blocks=2, res_scale=0.5),
    "idn": dict(architecture="idn", features=16, distillation=4, blocks=2),
}


def one_hot(*bits):
    return F.one_hot(torch.tensor([BITS.index(b) for b in bits]), len(BITS)).float()


def waves(count, channels, size, seed=0):
    """Images [count,channels,size,size] of waves in the range 0..255."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:size, :size]
    images = [128 + 100 * np.sin(x / rng.uniform(1, 5) + rng.uniform(0, 6)) * np.cos(y / rng.uniform(1, 5)) for _ in range(count * channels)]
    return torch.tensor(np.array(images), dtype=torch.float32).reshape(count, channels, size, size)


def started(config, seed=1):
    """A network whose quantizers have start values."""
    torch.manual_seed(seed)
    net = build(config)
    hooks = [layer.register_forward_pre_hook(lambda m, inputs: m.start_steps(inputs[0])) for layer in net.quantized_layers()]
    with torch.no_grad():
        net(waves(2, config["channels"], 24))
    for hook in hooks:
        hook.remove()
    return net


def configs():
    for architecture, small in SMALL.items():
        for quantizer in QUANTIZERS:
            for scale, channels in ((2, 1), (3, 3), (4, 1)):
                yield dict(small, scale=scale, channels=channels, skip="bicubic" if scale != 3 else "none",
                           descriptor="spread" if scale == 2 else "mean", unit=255.0, quantizer=quantizer)


class NetworksTest(unittest.TestCase):

    def test_output_is_enlarged(self):
        for config in configs():
            with self.subTest(config), torch.no_grad():
                net, x = started(config), waves(2, config["channels"], 13)[..., :11]
                for choice in (None, one_hot(4, 8)):
                    self.assertEqual(net(x, choice).shape, (2, config["channels"], 13 * net.scale, 11 * net.scale))
                self.assertEqual(net.gbc(net.features(x)).shape, (2, 3))

    def test_a_patch_does_not_depend_on_its_neighbours_bits(self):
        for config in configs():
            with self.subTest(config), torch.no_grad():
                net, x = started(config), waves(2, config["channels"], 12)
                torch.testing.assert_close(net(x, one_hot(5, 8))[:1], net(x[:1], one_hot(5)), rtol=1e-4, atol=1e-2)

    def test_more_bits_are_closer_to_fp32(self):
        for config in configs():
            with self.subTest(config), torch.no_grad():
                net, x = started(config), waves(3, config["channels"], 24, 1)
                exact = net(x)
                errors = [float((net(x, one_hot(b, b, b)) - exact).square().mean()) for b in BITS]
                self.assertLess(errors[3], errors[0])

    def test_gradients_reach_every_parameter_and_the_choice(self):
        for config in configs():
            with self.subTest(config):
                net, x = started(config), waves(4, config["channels"], 12)
                choice = one_hot(*BITS).requires_grad_()
                features = net.features(x)
                (net.body(features, x, choice).square().mean() + net.gbc(features).square().mean()).backward()
                self.assertGreater(float(choice.grad.abs().min()), 0)
                for name, parameter in net.named_parameters():
                    self.assertGreater(float(parameter.grad.abs().sum()), 0, name)

    def test_thirty_steps_lower_the_loss(self):
        for config in configs():
            if config["scale"] != 2:
                continue
            for quantized in (False, True):
                with self.subTest(config, quantized=quantized):
                    net, hr = started(config), waves(8, config["channels"], 32, 2)
                    lr = F.avg_pool2d(hr, 2)
                    choice = one_hot(*(BITS * 2)) if quantized else None
                    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
                    losses = []
                    for _ in range(31):
                        loss = (net(lr, choice) - hr).abs().mean()
                        losses.append(float(loss.detach()))
                        optimiser.zero_grad()
                        loss.backward()
                        optimiser.step()
                    self.assertLess(losses[-1], 0.8 * losses[0])

    def test_packages_give_the_network_back(self):
        for config in configs():
            with self.subTest(config), tempfile.TemporaryDirectory() as folder, torch.no_grad():
                net = started(config).eval()
                for parameter in net.parameters():
                    if parameter.ndim == 1:
                        parameter.mul_(1.1)
                manifest = dict(id="small", title="t", description="d", license="BSD-2-Clause",
                                allocation=dict(low_percent=50, high_percent=90), grid=dict(halo=12))
                package.write(folder, manifest, net, net, {"1.0": 1.0, "2.0": 2.0}, waves(1, config["channels"], 48)[0].numpy())
                loaded, x = package.load(folder), waves(1, config["channels"], 20, 3)
                torch.testing.assert_close(loaded.fp32(x), net(x), rtol=1e-4, atol=1e-2)
                for bits in BITS:
                    wanted = net(x, one_hot(bits))
                    change = float((wanted - net(x)).square().mean().sqrt())
                    # Rounding ties may flip a code.
                    self.assertLess(float((loaded.quantized(x, one_hot(bits)) - wanted).square().mean().sqrt()), 0.2 * change + 1e-3)
                with open(os.path.join(folder, "model.json")) as f:
                    network = json.load(f)["network"]
                self.assertEqual((network["architecture"], network["quantizer"]), (config.get("architecture", "srresnet"), config["quantizer"]))
                self.assertNotIn("res_scale", network)

    def test_configs_are_of_the_published_size(self):
        # EDSR's numbers are those of the published baselines; IDN has a little more at its end.
        for name, layers, parameters in (("edsr-x2-photo", 32, 1_369_859), ("edsr-x4-photo", 32, 1_517_571), ("idn-x2-photo", 28, 597_644)):
            net = build(CONFIGS[name])
            self.assertEqual(len(net.quantized_layers()), layers)
            self.assertEqual(sum(p.numel() for n, p in net.named_parameters() if n.endswith(("weight", "bias")) and not n.startswith("gbc.")), parameters)


class IdnTest(unittest.TestCase):

    def test_kernels_on_the_small_grid_cover_the_transposed_convolution(self):
        for scale in (2, 3, 4):
            transposed = torch.nn.ConvTranspose2d(1, 1, DECONVOLUTION, scale, DECONVOLUTION // 2, output_padding=scale - 1, bias=False)
            side = phase_kernel(scale)
            with torch.no_grad():
                # What one bright pixel becomes is every tap of every phase.
                bright = torch.zeros(1, 1, side, side)
                bright[0, 0, side // 2, side // 2] = 1
                phases = F.pixel_unshuffle(transposed(bright), scale)[0].flip(1, 2)[:, None]
                x = torch.randn(1, 1, 12, 9)
                torch.testing.assert_close(F.pixel_shuffle(F.conv2d(x, phases, padding=side // 2), scale), transposed(x), rtol=1e-4, atol=1e-5)


class PamsTest(unittest.TestCase):

    def setUp(self):
        torch.manual_seed(3)
        self.conv = QuantConv2d(4, 5, quantizer="pams")
        self.x = torch.randn(3, 4, 9, 7)
        self.conv.start_steps(self.x)
        with torch.no_grad():
            self.conv.bounds.mul_(torch.tensor([0.5, 0.6, 0.8, 0.9]))

    def test_clips_at_the_bound_on_both_sides(self):
        for i, bits in enumerate(BITS):
            bound, levels = self.conv.bounds[i].detach(), 2 ** (bits - 1) - 1
            x = torch.round(torch.clamp(self.x, -bound, bound) / bound * levels) / levels * bound
            weight = torch.round(torch.clamp(self.conv.weight / self.conv.weight_step, -128, 127)) * self.conv.weight_step
            torch.testing.assert_close(self.conv(self.x, one_hot(bits, bits, bits)), F.conv2d(x, weight, self.conv.bias, padding=1), rtol=1e-4, atol=1e-4)

    def test_bounds_have_the_gradient_of_clipping_and_rounding(self):
        x = self.x.clone().requires_grad_()
        self.conv(x, one_hot(4, 4, 4)).sum().backward()
        bound, g = self.conv.bounds[:1].detach().clone().requires_grad_(), self.x.clone().requires_grad_()
        scaled = torch.minimum(torch.maximum(g, -bound), bound) / bound * 7
        y = (scaled + (torch.round(scaled) - scaled).detach()) / 7 * bound
        weight = (self.conv.weight_codes() * self.conv.weight_step).detach()
        F.conv2d(y, weight, None, padding=1).sum().backward()
        torch.testing.assert_close(x.grad, g.grad, rtol=1e-3, atol=1e-4)
        torch.testing.assert_close(self.conv.bounds.grad[:1] * np.sqrt(self.x.numel() * 7), bound.grad, rtol=1e-2, atol=1e-2)

    def test_unsigned_codes_start_at_zero(self):
        conv = QuantConv2d(4, 5, signed=False, quantizer="pams")
        self.assertEqual(conv.ranges, tuple(code_range(b, signed=False) for b in BITS))
        self.assertEqual(code_range(4, signed=True, symmetric=True), (-7, 7))

    def test_unknown_quantizers_are_refused(self):
        with self.assertRaisesRegex(ValueError, "lsq"):
            QuantConv2d(4, 5, quantizer="lsq")


if __name__ == "__main__":
    unittest.main()
