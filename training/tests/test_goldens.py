# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Agreement with the numbers of the authors' code."""
import unittest

import numpy as np
import torch

from granular_dq import allocation
from granular_dq.quantizers import BITS
from . import goldens

T1, T2 = 2.8009399559020996, 3.182796001434326  # DIV2K, 50 % and 90 %


class GoldenTest(unittest.TestCase):

    def test_entropies_and_their_bits(self):
        patches = np.load(goldens.path("entropy_patches.npz"))
        rows = goldens.read_json("entropy.json")
        self.assertGreater(len(rows), 10)
        for row in rows:
            h = allocation.entropy(patches[row["patch"]].transpose(2, 0, 1))
            self.assertAlmostEqual(h, row["entropy"], delta=1e-4)
            self.assertEqual(allocation.e2b(h, T1, T2), row["bits"])

    def test_networks_at_every_bit_width(self):
        self.assertTrue(goldens.families())
        for family in goldens.families():
            net, io = goldens.network(family), np.load(goldens.path(f"{family}_io.npz"))
            limit = 5e-3 if net.config["blocks"] <= 4 else 3e-2
            errors = {b: [] for b in BITS}
            for row in goldens.read_json(f"{family}.json"):
                x = torch.tensor(io[row["patch"] + "_input"].transpose(2, 0, 1)[None]).float()
                features = net.features(x)
                self.assertAlmostEqual(float(features.std(unbiased=True)), row["head_feature_std"], delta=1e-3)
                logits = net.gbc(features)[0]
                np.testing.assert_allclose(logits.numpy(), row["gate_logits"], atol=1e-4)
                self.assertEqual(allocation.GATE_BITS[int(logits.argmax())], row["gbc_bits"])
                for i, bits in enumerate(BITS):
                    sr = net.body(features, x, torch.nn.functional.one_hot(torch.tensor([i]), 4).float())[0].numpy()
                    wanted = io[f"{row['patch']}_sr_{bits}bit"]
                    errors[bits].append(np.mean((sr - wanted) ** 2) / np.mean(wanted ** 2))
            for bits, squares in errors.items():
                # A value on a rounding tie flips one code and spreads over its patch: most patches agree to float32.
                self.assertLess(np.sqrt(np.median(squares)), 1e-4, f"{family} {bits}")
                self.assertLess(np.sqrt(np.mean(squares)), limit, f"{family} {bits}")


if __name__ == "__main__":
    unittest.main()
