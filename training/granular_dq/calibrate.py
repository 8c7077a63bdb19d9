# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Fits the gate and the entropy thresholds to what bits are worth, measured on training patches.

    python -m granular_dq.calibrate --data DATA --run runs/light --budget 4.5

Every training plane is cut into the patches of the seamless grid and computed at each bit-width. A patch's cost at b
bits is the loss of PSNR (dB) of its image that its squared error brings, times the number of patches of the image;
the gate, a linear layer on the descriptor with a softmax, minimises expected cost + price * bits, where choosing 8
bits costs what E2B makes of it. The price is bisected until the mean bits meet the budget. Held-back planes tell which positions of the two
entropy quantiles are best.
"""
import argparse
import json
import os

import numpy as np
import torch

from . import data as data_module
from .allocation import GATE_BITS, e2b, entropy, percentile_table
from .networks import SRResNet
from .quantizers import BITS
from .tiling import seamless

POSITIONS = ((50, 90), (70, 95), (30, 90), (50, 99.5), (10, 99.5))


class Measured:
    """Descriptors, entropies, squared errors [n,4] and image numbers of the patches of some planes."""

    def __init__(self, net, planes, halo):
        rows = []
        with torch.no_grad():
            for number, plane in enumerate(planes):
                for patch in seamless(*plane.lr.shape, halo):
                    rows.append((number,) + self._patch(net, plane, patch))
        self.image = np.array([r[0] for r in rows])
        self.entropy = np.array([r[1] for r in rows])
        self.descriptor = np.stack([r[2] for r in rows])
        self.error = np.stack([r[3] for r in rows])
        per_image = np.zeros((self.image.max() + 1, len(BITS)))
        np.add.at(per_image, self.image, self.error)
        counts = np.bincount(self.image)
        floor = np.array([1e-6 * p.hr.size * 255 ** 2 for p in planes])
        total = np.maximum(per_image[:, -1], floor)[self.image]
        self.cost = 10 / np.log(10) * (self.error - self.error[:, -1:]) / total[:, None] * counts[self.image][:, None]
        self.weight = 1.0 / counts[self.image] / len(counts)

    @staticmethod
    def _patch(net, plane, patch):
        s = net.scale
        tile = np.ascontiguousarray(patch.read(plane.lr))
        lr = torch.from_numpy(tile)[None, None]
        cy0, cy1, cx0, cx1 = (s * v for v in patch.core)
        hr = plane.hr[cy0:cy1, cx0:cx1]
        dy, dx = s * patch.source[0], s * patch.source[2]
        features = net.features(lr)
        each = len(BITS), -1, -1, -1
        out = net.body(features.expand(each), lr.expand(each), torch.eye(len(BITS)))[:, 0].numpy()
        errors = np.square(out[:, cy0 - dy:cy1 - dy, cx0 - dx:cx1 - dx] - hr, dtype=np.float64).sum((1, 2))
        return entropy(tile[None]), net.gbc.descriptor(features)[0].numpy(), errors

    def action_bits(self, t1, t2):
        """Bits [n,3] that each choice of the gate ends in."""
        low = np.full(len(self.entropy), GATE_BITS[0])
        return np.stack([low, np.full_like(low, GATE_BITS[1]), [e2b(h, t1, t2) for h in self.entropy]], 1)

    def cost_of(self, bits):
        """Cost of a bit-width for each patch: [n] or [n,k] like `bits`."""
        index = np.searchsorted(BITS, bits)
        return np.take_along_axis(self.cost, index.reshape(len(index), -1), 1).reshape(bits.shape)

    def summary(self, bits):
        """(mean PSNR loss against 8 bits in dB, mean bits), images counting alike."""
        return float((self.weight * self.cost_of(bits)).sum()), float((self.weight * bits).sum())


def thresholds(table_entropies, position):
    """Entropies at a pair of positions (percent)."""
    return tuple(float(v) for v in np.percentile(table_entropies, position))


def fit(measured, t1, t2, budget, steps, seed=1):
    """Linear gate (weight [3,3C], bias [3]) for one pair of thresholds; None if no price keeps the budget."""
    bits = torch.tensor(measured.action_bits(t1, t2), dtype=torch.float32)
    cost = torch.tensor(np.minimum(measured.cost_of(measured.action_bits(t1, t2)), 3.0), dtype=torch.float32)
    weight = torch.tensor(measured.weight, dtype=torch.float32)[:, None]
    mean, std = measured.descriptor.mean(0), measured.descriptor.std(0) + 1e-6
    x = torch.tensor((measured.descriptor - mean) / std, dtype=torch.float32)
    low, high, best = 0.0, 1.0, None
    for _ in range(9):
        price = (low + high) / 2
        torch.manual_seed(seed)
        gate = torch.nn.Linear(x.shape[1], 3)
        optimiser = torch.optim.Adam(gate.parameters(), lr=0.02, weight_decay=1e-4)
        for _ in range(steps):
            share = torch.softmax(gate(x) * 4, 1)
            loss = (weight * share * (cost + price * bits)).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        with torch.no_grad():
            chosen = bits.gather(1, gate(x).argmax(1, keepdim=True))[:, 0].numpy().astype(int)
        _, fab = measured.summary(chosen)
        if fab > budget:
            low = price
        else:
            high = price
            best = (gate.weight.detach().double() / torch.tensor(std), gate.bias.detach().double())
    if best is None:
        return None
    w, b = best
    return w.float(), (b - w @ torch.tensor(mean).double()).float()


def apply(measured, gate, t1, t2):
    """Bits [n] that a gate and thresholds give."""
    logits = torch.tensor(measured.descriptor, dtype=torch.float32) @ gate[0].T + gate[1]
    action = logits.argmax(1).numpy()
    return measured.action_bits(t1, t2)[np.arange(len(action)), action]


def controls(measured, fab, seed=1):
    """Cost at equal mean bits of: the straight line between neighbouring fixed bits, random and oracle allocation."""
    fixed = [measured.summary(np.full(len(measured.image), b)) for b in BITS]
    line = float(np.interp(fab, [f[1] for f in fixed], [f[0] for f in fixed]))
    low, high = 0.0, 10.0
    for _ in range(40):
        price = (low + high) / 2
        bits = np.array(BITS)[(measured.cost + price * np.array(BITS)).argmin(1)]
        low, high = (price, high) if measured.summary(bits)[1] > fab else (low, price)
    rng = np.random.default_rng(seed)
    some = np.where(rng.random(len(measured.image)) < fab - 4, 5, 4)
    return dict(fixed={str(b): f[0] for b, f in zip(BITS, fixed)}, line=line, random=measured.summary(some)[0], oracle=measured.summary(bits)[0])


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--run", required=True)
    p.add_argument("--budget", type=float, default=4.4, help="mean bits over the training patches")
    p.add_argument("--halo", type=int, default=8)
    p.add_argument("--fit-steps", type=int, default=250, help="optimiser steps of each fit of the gate")
    p.add_argument("--planes", type=int, default=100, help="how many training planes are measured")
    p.add_argument("--smallest", type=int, default=96, help="planes with a shorter side are left out")
    p.add_argument("--threads", type=int, default=0)
    args = p.parse_args(argv)
    if args.threads:
        torch.set_num_threads(args.threads)
    state = torch.load(os.path.join(args.run, "quantized.pt"), weights_only=True, map_location="cpu")
    net = SRResNet(**state["config"])
    net.load_state_dict(state["ema"])
    net.eval().requires_grad_(False).to(memory_format=torch.channels_last)
    planes, held = data_module.load(os.path.join(args.data, "microscopy"), None, net.scale, args.smallest)
    rng = np.random.default_rng(1)
    planes = [planes[i] for i in np.sort(rng.permutation(len(planes))[:args.planes])]
    train, test = Measured(net, planes, args.halo), Measured(net, held, args.halo)
    print(f"{len(train.image)} patches measured, {len(test.image)} held back", flush=True)
    best = None
    for position in POSITIONS:
        t1, t2 = thresholds(train.entropy, position)
        gate = fit(train, t1, t2, args.budget, args.fit_steps)
        if gate is None:
            print(json.dumps(dict(position=position, over_budget=args.budget)), flush=True)
            continue
        (cost, fab), (cost_held, fab_held) = (m.summary(apply(m, gate, t1, t2)) for m in (train, test))
        extra = controls(test, fab_held)
        # Judged on both sets against the line between fixed bit-widths at the same mean bits.
        score = (cost - controls(train, fab)["line"]) + (cost_held - extra["line"])
        print(json.dumps(dict(position=position, train=(round(cost, 4), round(fab, 3)), held=(round(cost_held, 4), round(fab_held, 3)),
                              score=round(score, 4), controls=extra)), flush=True)
        if best is None or score < best[0]:
            best = (score, position, gate)
    if best is None:
        raise SystemExit(f"no gate keeps the mean bits within {args.budget}; give a larger --budget")
    _, position, gate = best
    with torch.no_grad():
        net.gbc.gate.weight.copy_(gate[0])
        net.gbc.gate.bias.copy_(gate[1])
    torch.save(dict(config=state["config"], net=net.state_dict(), position=position, halo=args.halo,
                    entropies=percentile_table(train.entropy)), os.path.join(args.run, "calibrated.pt"))
    print(json.dumps(dict(chosen=position)))


if __name__ == "__main__":
    main()
