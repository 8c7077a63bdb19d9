# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Writes the model packages beside this file, by the training code: small networks after a few steps of training on waves.

    PYTHONPATH=training:training/tests python src/test/resources/io/github/granulardq/networks/make_packages.py

Their test tensors are what PyTorch computed; `dynamic.json` holds the bits that GBC and E2B give the test patch of each there. One thread, so that the same PyTorch makes the same files.
"""
import json
import os
import tempfile
import zipfile

import numpy as np
import torch
import torch.nn.functional as F

from granular_dq import package
from granular_dq.allocation import GATE_BITS, e2b, entropy, percentile_table
from granular_dq.quantizers import BITS
from test_networks import SMALL, one_hot, started, waves

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 60
MADE = (("edsr", "quantsr"), ("edsr", "pams"), ("idn", "quantsr"), ("idn", "pams"))


def trained(config):
    """A network after a few steps at all bit-widths and without quantization."""
    net = started(config)
    hr = waves(8, config["channels"], 48, 2)
    lr = F.avg_pool2d(hr, 2)
    steps = [p for n, p in net.named_parameters() if n.endswith(("step", "steps"))]
    rest = [p for n, p in net.named_parameters() if not n.endswith(("step", "steps"))]
    optimiser = torch.optim.Adam([dict(params=rest), dict(params=steps, lr=2e-5)], lr=1e-3)
    for step in range(STEPS):
        loss = (net(lr, one_hot(*(BITS * 2)) if step % 2 else None) - hr).abs().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return net.eval().requires_grad_(False)


def decide(loaded, patch):
    """Bits of a patch [c,h,w]."""
    logits = loaded.quantized.gbc(loaded.quantized.features(torch.tensor(patch, dtype=torch.float32)[None]))[0]
    bits = GATE_BITS[int(logits.argmax())]
    return e2b(entropy(patch), *loaded.thresholds) if bits == GATE_BITS[-1] else bits


def main():
    torch.set_num_threads(1)
    dynamic = {}
    for number, (architecture, quantizer) in enumerate(MADE):
        name = f"{architecture}-{quantizer}"
        features = 12 if architecture == "idn" else 8
        net = trained(dict(SMALL[architecture], features=features, scale=2, channels=1, skip="bicubic", descriptor="spread", unit=255.0, quantizer=quantizer))
        rng = np.random.default_rng(4)
        with tempfile.TemporaryDirectory() as folder:
            manifest = dict(id=name, title="Test model", description="Hardly trained.", license="BSD-2-Clause",
                            allocation=dict(low_percent=50, high_percent=90), grid=dict(halo=12))
            patch = waves(1, 1, 48, 3)[0].numpy() + rng.normal(0, 3, (1, 48, 48))
            # The gate chooses 6 bits for the first patch, 8 for the others, from which E2B takes some back.
            net.gbc.gate.bias[min(number, 1) + 1] += 20
            entropies = rng.uniform(2, 3.2 + 0.15 * number, 100)
            patch = np.round(patch, 2)
            package.write(folder, manifest, net, net, percentile_table(entropies), patch)
            dynamic[name] = decide(package.load(folder), patch)
            path = os.path.join(HERE, name + ".zip")
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(os.listdir(folder)):
                    with open(os.path.join(folder, file), "rb") as f:
                        archive.writestr(zipfile.ZipInfo(file, (2026, 1, 1, 0, 0, 0)), f.read(), zipfile.ZIP_DEFLATED)
        print(name, os.path.getsize(path), "bytes", dynamic[name], "bits")
    with open(os.path.join(HERE, "dynamic.json"), "w") as f:
        json.dump(dynamic, f, indent=2)
        f.write("\n")


if __name__ == "__main__":
    main()
