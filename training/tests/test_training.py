# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Quantizers, data, packages and the training loop on small made-up images."""
import contextlib
import io
import json
import os
import tempfile
import unittest
from unittest import mock

import numpy as np
from PIL import Image
import torch

from granular_dq import calibrate, controllers, data, degradations, pack, package, train
from granular_dq.allocation import empty
from granular_dq.metrics import psnr, ssim
from granular_dq.networks import CONFIGS, SRResNet
from granular_dq.quantizers import BITS, QuantConv2d, code_range
from granular_dq.resize import downscale, resize
from granular_dq.tiling import paper, seamless

TINY = dict(scale=2, channels=1, features=8, blocks=2, end_kernel=3, norm=False, slopes=8, skip="bicubic", descriptor="spread", unit=255.0)


def one_hot(bits, count=1):
    return torch.nn.functional.one_hot(torch.tensor([BITS.index(bits)] * count), len(BITS)).float()


class QuantizerTest(unittest.TestCase):

    def setUp(self):
        torch.manual_seed(3)
        self.conv = QuantConv2d(4, 5, bias=True)
        self.x = torch.randn(3, 4, 9, 7)
        self.conv.start_steps(self.x)

    def test_equals_fake_quantization(self):
        for i, bits in enumerate(BITS):
            low, high = code_range(bits)
            a, w = self.conv.steps[i], self.conv.weight_step
            x = torch.round(torch.clamp(self.x / a, low, high)) * a
            weight = torch.round(torch.clamp(self.conv.weight / w, -128, 127)) * w
            wanted = torch.nn.functional.conv2d(x, weight, self.conv.bias, padding=1)
            torch.testing.assert_close(self.conv(self.x, one_hot(bits, 3)), wanted, rtol=1e-4, atol=1e-4)

    def test_more_bits_are_closer_to_fp32(self):
        exact = self.conv(self.x)
        errors = [float((self.conv(self.x, one_hot(b, 3)) - exact).detach().square().mean()) for b in BITS]
        self.assertEqual(errors, sorted(errors, reverse=True))

    def test_gradients_reach_input_steps_weights_and_choice(self):
        x = self.x.clone().requires_grad_()
        choice = one_hot(4, 3).requires_grad_()
        self.conv(x, choice).square().sum().backward()
        for grad in (x.grad, self.conv.steps.grad[:1], self.conv.weight.grad, self.conv.weight_step.grad, choice.grad):
            self.assertGreater(float(grad.abs().sum()), 0)
        self.assertEqual(float(self.conv.steps.grad[1:].abs().sum()), 0)


class GridTest(unittest.TestCase):

    def test_cores_tile_the_plane_once(self):
        for h, w in ((1, 1), (7, 5), (96, 97), (186, 185), (250, 131)):
            for patches in (paper(h, w), seamless(h, w, 12)):
                count = np.zeros((h, w), int)
                for p in patches:
                    cy0, cy1, cx0, cx1 = p.core
                    count[cy0:cy1, cx0:cx1] += 1
                self.assertTrue((count == 1).all())

    def test_identity_network_is_stitched_to_the_plane(self):
        plane = np.random.default_rng(1).random((101, 143))
        out = np.zeros_like(plane)
        for p in seamless(*plane.shape, 12):
            p.write(out, p.read(plane), 1)
        np.testing.assert_array_equal(out, plane)

    def test_seamless_patches_are_no_larger_than_needed(self):
        for height, halo, expected in ((1, 12, 25), (71, 12, 95), (72, 12, 96), (73, 12, 96), (1, 0, 4)):
            for p in seamless(height, 200, halo):
                self.assertEqual((p.source[1] - p.source[0], p.source[3] - p.source[2]), (expected, 96))


class EmptyTest(unittest.TestCase):

    def test_background_is_empty_and_dots_noise_and_lines_are_not(self):
        flat = np.full((2, 12, 14), 20.0)
        self.assertTrue(empty(flat))
        self.assertTrue(empty(flat + np.linspace(0, 7, 14)))
        self.assertFalse(empty(flat + np.linspace(0, 9, 14)))
        dot = flat.copy()
        dot[1, 5, 5] += 9
        self.assertFalse(empty(dot))
        self.assertFalse(empty(flat + np.random.default_rng(1).normal(0, 1, flat.shape)))


class MetricsTest(unittest.TestCase):

    def test_known_values(self):
        a = np.random.default_rng(1).random((40, 40))
        self.assertAlmostEqual(psnr(a, a + 0.1, 1.0), 20.0, places=6)
        self.assertAlmostEqual(ssim(a, a, 1.0), 1.0)
        self.assertLess(ssim(a, a[::-1], 1.0), 0.3)

    def test_resize_keeps_constants_and_straight_lines(self):
        np.testing.assert_allclose(resize(np.full((9, 8), 3.0), 2), 3.0)
        line = np.tile(np.arange(40.0), (8, 1))
        np.testing.assert_allclose(downscale(line, 2)[:, 4:-4], np.tile(np.arange(20.0)[4:-4] * 2 + 0.5, (4, 1)))


class DegradationTest(unittest.TestCase):

    def test_bicubic_equals_downscale(self):
        hr = np.random.default_rng(2).random((2, 40, 32)) * 255
        for scale in (2, 4):
            wanted = np.stack([downscale(c, scale) for c in hr])
            np.testing.assert_allclose(degradations.degrade_plane(hr, scale, "bicubic"), wanted, atol=2e-4)

    def test_area_is_the_mean_of_a_pixel(self):
        hr = np.random.default_rng(2).random((1, 12, 18))
        np.testing.assert_allclose(degradations.degrade_plane(hr, 3, "area")[0], hr[0].reshape(4, 3, 6, 3).mean((1, 3)), atol=1e-6)

    def test_every_kernel_keeps_constants_and_the_centre(self):
        line = np.tile(np.arange(64.0), (64, 1))[None]
        for kind, sigma in (("bicubic", 0), ("area", 0), ("gaussian", 0.4), ("gaussian", 0.75)):
            np.testing.assert_allclose(degradations.degrade_plane(np.full((1, 64, 64), 3.0), 2, kind, sigma), 3.0, rtol=1e-6)
            low = degradations.degrade_plane(line, 2, kind, sigma)[0]
            np.testing.assert_allclose(low[:, 6:-6], np.tile(np.arange(32.0)[6:-6] * 2 + 0.5, (32, 1)), atol=1e-4)

    def test_a_crop_equals_that_part_of_the_degraded_image(self):
        hr = np.random.default_rng(4).random((3, 60, 80)) * 255
        plane = data.Plane(hr, 2, "made_up")
        for y, x in ((0, 0), (7, 11), (30 - 16, 40 - 16)):
            crop = degradations.degrade(plane.window(y, x, 16), 2, "gaussian", 0.6)
            np.testing.assert_allclose(crop, degradations.degrade_plane(hr, 2, "gaussian", 0.6)[:, y:y + 16, x:x + 16], atol=1e-3)

    def test_rounding_gives_whole_intensities_of_the_file(self):
        plane = data.Plane(np.zeros((1, 8, 8)), 2, "made_up", offset=3.5, gain=4.0)
        intensities = plane.rounded(np.array([-13.0, 0.7, 99.0])) / 4 + 3.5
        np.testing.assert_allclose(intensities, [0, 4, 28])


class RunTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = os.path.join(cls.folder.name, "data", "microscopy", "made_up", "train")
        os.makedirs(folder)
        rng = np.random.default_rng(5)
        for i in range(14):
            y, x = np.mgrid[:120, :120]
            wave = 100 + 60 * np.sin(x / (2 + i % 5) + i) * np.cos(y / (3 + i % 3)) + 30 * (np.hypot(x - 60, y - 60) < 20 + i)
            Image.fromarray((wave + rng.normal(0, 1, wave.shape)).clip(0, 255).astype(np.uint8)).save(os.path.join(folder, f"{i}.png"))
        with open(os.path.join(folder, "broken.png"), "w") as f:
            f.write("no image")
        CONFIGS["tiny"] = TINY

    @classmethod
    def tearDownClass(cls):
        del CONFIGS["tiny"]
        cls.folder.cleanup()

    def run_stage(self, out, stage, *more):
        args = ["--model", "tiny", "--data", os.path.join(self.folder.name, "data"), "--out", os.path.join(self.folder.name, out),
                "--stage", stage, "--batch", "4", "--crop", "24", "--natural", "0", "--threads", "1", "--device", "cpu"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            train.train(train.parse(args + list(more)))
        return err.getvalue()

    def state(self, out, stage):
        return torch.load(os.path.join(self.folder.name, out, stage + ".pt"), weights_only=True)

    def test_a_run_learns_quantizes_calibrates_and_exports(self):
        self.assertIn("skipped 1", self.run_stage("a", "fp32", "--steps", "120", "--lr", "2e-3"))
        net = SRResNet(**TINY)
        net.load_state_dict(self.state("a", "fp32")["ema"])
        planes, held = data.load(os.path.join(self.folder.name, "data"), 2, 48)
        planes = held or planes
        self.assertGreater(train.validate(net, planes)["fp32"], 0.1)
        self.run_stage("a", "quantized", "--steps", "60", "--lr", "1e-3")
        state = self.state("a", "quantized")
        net.load_state_dict(state["ema"])
        self.assertGreater(train.validate(net, planes, (8,))["8"], 0.1)
        run = os.path.join(self.folder.name, "a")
        with contextlib.redirect_stdout(io.StringIO()):
            calibrate.main(["--data", os.path.join(self.folder.name, "data"), "--run", run, "--smallest", "40", "--fit-steps", "30", "--threads", "1"])
        calibrated = torch.load(os.path.join(run, "calibrated.pt"), weights_only=True)
        report = os.path.join(run, "controllers.json")
        with contextlib.redirect_stdout(io.StringIO()):
            controllers.main(["--data", os.path.join(self.folder.name, "data"), "--run", run, "--smallest", "40", "--fit-steps", "30", "--threads", "1",
                              "--budget", "5", "--report", report])
        with open(report) as f:
            rows = json.load(f)["rows"]
        self.assertEqual(set(rows) & {"paper", "edge", "entropy falling"}, {"paper", "edge", "entropy falling"})
        for row in rows.values():
            if "loss" in row:
                self.assertTrue(4 <= row["fab"] <= 8 and row["oracle"] <= row["loss"] + 1e-3)
        net.load_state_dict(calibrated["net"])
        out = os.path.join(run, "package")
        manifest = dict(id="tiny", title="t", description="d", license="BSD-2-Clause", allocation=dict(low_percent=50, high_percent=90), grid=dict(halo=12))
        package.write(out, manifest, net, net, calibrated["entropies"], np.random.default_rng(1).random((1, 48, 48)) * 255)
        loaded, x = package.load(out), torch.rand(1, 1, 20, 24) * 255
        with torch.no_grad():
            torch.testing.assert_close(loaded.quantized(x, one_hot(5)), net(x, one_hot(5)), rtol=1e-3, atol=0.05)
            torch.testing.assert_close(loaded.fp32(x), net(x), rtol=1e-4, atol=1e-3)
        self.assertLess(*loaded.thresholds)
        with open(os.path.join(out, "entropy.json"), "a") as f:
            f.write(" ")
        with self.assertRaisesRegex(ValueError, "entropy.json"):
            package.load(out)

    def test_a_resumed_run_equals_an_uninterrupted_one(self):
        self.run_stage("whole", "fp32", "--steps", "12")
        save, stopped = train.Run.share, []

        def share(run):
            if run.step == 5 and not stopped:
                stopped.append(True)
                run.save()
                raise KeyboardInterrupt
            return save(run)

        train.Run.share = share
        try:
            with self.assertRaises(KeyboardInterrupt):
                self.run_stage("parts", "fp32", "--steps", "12")
            self.run_stage("parts", "fp32", "--steps", "12")
        finally:
            train.Run.share = save
        a, b = self.state("whole", "fp32"), self.state("parts", "fp32")
        self.assertEqual((a["step"], b["step"]), (12, 12))
        for name, value in a["net"].items():
            self.assertTrue(torch.equal(value, b["net"][name]), name)

    def test_a_pack_holds_the_images_of_the_folder(self):
        source, path = os.path.join(self.folder.name, "data"), os.path.join(self.folder.name, "pack.bin")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            pack.main(["--data", source, "--channels", "1", "--out", path])
        self.assertIn("14 images, 100 %", out.getvalue())
        with contextlib.redirect_stderr(io.StringIO()):
            a, b = data.load(source, 2, 48), data.load(path, 2, 48)
        for one, other in zip(a, b):
            self.assertEqual(len(one), len(other))
            for x, y in zip(one, other):
                np.testing.assert_array_equal(x.hr, y.hr)
        share = pack.write(path, [f for f in data.files(source) if f[2] is not None], 0.05)
        self.assertLess(os.path.getsize(path), 0.05 * 2 ** 20 + 4096)
        self.assertLess(share, 0.5)

    def test_prepared_batches_are_those_of_each_step(self):
        with contextlib.redirect_stderr(io.StringIO()):
            planes, _ = data.load(os.path.join(self.folder.name, "data"), 2, 48)
        crops, generator = data.Crops(planes, 2, 24), lambda step: np.random.default_rng((1, step))
        for ahead in (0, 3):
            found = list(data.batches(crops, generator, 2, range(5, 12), ahead))
            self.assertEqual(len(found), 7)
            for step, (lr, hr) in zip(range(5, 12), found):
                wanted = crops.batch(generator(step), 2)
                self.assertTrue(torch.equal(lr, wanted[0]) and torch.equal(hr, wanted[1]))

    def test_noise_of_lr_is_enlarged_as_bicubic_does(self):
        with contextlib.redirect_stderr(io.StringIO()):
            planes, _ = data.load(os.path.join(self.folder.name, "data"), 2, 48)
        noisy = data.Crops(planes, 2, 24, noise=1.0)
        seen, add = [], noisy._noisy

        def watched(rng, lr, hr):
            seen.append((lr, hr) + add(rng, lr, hr))
            return seen[-1][2:]

        noisy._noisy = watched
        noisy.batch(np.random.default_rng(3), 20)
        self.assertEqual(len(seen), 20)
        blank = 0
        for lr, hr, lr2, hr2 in seen:
            flat = np.ptp(hr2 - resize(lr2[0], 2)) < 1e-3
            blank += flat
            if not flat:
                np.testing.assert_allclose(hr2[0] - hr[0], resize(lr2[0] - lr[0], 2), atol=1e-2)
        self.assertTrue(0 < blank < 12)

    def test_a_folder_without_images_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "no image to train on"):
            data.load(os.path.join(self.folder.name, "nothing"), 2, 48)

    def test_other_options_do_not_go_on_with_a_run(self):
        self.run_stage("options", "fp32", "--steps", "2")
        with self.assertRaisesRegex(SystemExit, "another --noise"):
            self.run_stage("options", "fp32", "--steps", "4", "--noise", "0.5")

    def test_the_quantized_stage_asks_for_the_first(self):
        with self.assertRaisesRegex(SystemExit, "stage fp32 first"):
            self.run_stage("none", "quantized", "--steps", "2")

    def test_one_image_is_held_back_at_least(self):
        source = os.path.join(self.folder.name, "few")
        os.makedirs(os.path.join(source, "natural", "train"))
        for name in ("a.png", "b.png"):
            Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 60), dtype=np.uint8)).save(os.path.join(source, "natural", "train", name))
        train_images, held = data.load(source, 2, 48)
        self.assertEqual((len(train_images), len(held)), (1, 1))

    def test_a_full_disk_keeps_the_last_checkpoint_and_stops_in_a_sentence(self):
        self.run_stage("full", "fp32", "--steps", "2")
        path = os.path.join(self.folder.name, "full", "fp32.pt")
        with open(path, "rb") as f:
            before = f.read()

        def full(state, path):
            with open(path, "wb") as f:
                f.write(b"half")
            raise RuntimeError("PytorchStreamWriter failed writing file")

        with mock.patch.object(torch, "save", full), self.assertRaisesRegex(SystemExit, "make room"):
            self.run_stage("full", "fp32", "--steps", "4")
        with open(path, "rb") as f:
            self.assertEqual(f.read(), before)
        self.assertFalse(os.path.exists(path + ".part"))

    def test_a_run_starts_from_the_tensors_that_fit(self):
        self.run_stage("small", "fp32", "--steps", "2")
        CONFIGS["tiny"] = dict(TINY, blocks=3)
        try:
            self.run_stage("larger", "fp32", "--steps", "1", "--lr", "0", "--start", os.path.join(self.folder.name, "small", "fp32.pt"))
        finally:
            CONFIGS["tiny"] = TINY
        a, b = self.state("small", "fp32")["ema"], self.state("larger", "fp32")["net"]
        self.assertTrue(torch.equal(a["blocks.1.conv1.weight"], b["blocks.1.conv1.weight"]))
        self.assertIn("blocks.2.conv1.weight", b)

    def test_a_checkpoint_of_another_architecture_is_refused(self):
        self.run_stage("other", "fp32", "--steps", "1")
        CONFIGS["tiny"] = dict(TINY, blocks=3)
        try:
            with self.assertRaisesRegex(SystemExit, "another architecture"):
                self.run_stage("other", "fp32", "--steps", "2")
        finally:
            CONFIGS["tiny"] = TINY


if __name__ == "__main__":
    unittest.main()
