# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Fits the gate and the entropy thresholds to what bits are worth, measured on training patches.

    python -m granular_dq.calibrate --data DATA --run runs/light --budget 4.4

Patches of training images are computed at each bit-width (`measure`). The gate, a linear layer on the descriptor with a softmax, minimises
expected cost + price * bits, where choosing 8 bits costs what E2B makes of it. The price is bisected until the mean bits meet the budget.
Held-back images tell which positions of the two entropy quantiles, and which direction, are best: by how far the loss lies below the straight line
between fixed bit-widths at the same mean bits.
"""
import argparse
import json
import os

import numpy as np
import torch

from . import data as data_module
from .allocation import percentile_table
from .edges import edge_table
from .measure import LARGEST_COST, Measured, controls
from .networks import build

#: Positions (percent) of the entropy thresholds and the direction in which E2B gives bits.
RULES = ((50, 90, "rising"), (70, 95, "rising"), (30, 90, "rising"), (10, 99.5, "rising"), (0, 0, "rising"),
         (10, 50, "falling"), (30, 70, "falling"), (50, 90, "falling"))
#: That of the paper, for comparison.
PAPER_RULE = (50, 90, "rising")
#: Decay of the gate's weights: none to speak of, or some, for descriptors that few patches cannot tell apart.
DECAYS = (1e-4, 1e-2)


def rule_of(entropies, low, high, direction):
    """Thresholds at a pair of positions, and the direction."""
    return tuple(float(v) for v in np.percentile(entropies, (low, high))) + (direction,)


def fit(measured, kind, rule, budget, steps, decay=1e-4, gumbel=False, seed=1):
    """Linear gate (weight [3,3C], bias [3]) on a descriptor; None if no price keeps the budget.

    gumbel: sampled by a straight-through Gumbel-softmax (tau 1), as the paper trains, instead of the expectation.
    """
    bits = torch.tensor(measured.action_bits(rule), dtype=torch.float32)
    cost = torch.tensor(np.minimum(measured.cost_of(measured.action_bits(rule)), LARGEST_COST), dtype=torch.float32)
    weight = torch.tensor(measured.weight, dtype=torch.float32)[:, None]
    described = measured.descriptors[kind]
    mean, std = described.mean(0), described.std(0) + 1e-6
    x = torch.tensor((described - mean) / std, dtype=torch.float32)
    low, high, best = 0.0, 1.0, None
    for _ in range(9):
        price = (low + high) / 2
        torch.manual_seed(seed)
        gate = torch.nn.Linear(x.shape[1], 3)
        optimiser = torch.optim.AdamW(gate.parameters(), lr=0.02, weight_decay=decay * 50)
        for _ in range(steps):
            share = torch.nn.functional.gumbel_softmax(gate(x), hard=True) if gumbel else torch.softmax(gate(x) * 4, 1)
            loss = (weight * share * (cost + price * bits)).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        with torch.no_grad():
            chosen = bits.gather(1, gate(x).argmax(1, keepdim=True))[:, 0].numpy().astype(int)
        if measured.summary(chosen)[1] > budget:
            low = price
        else:
            high = price
            best = (gate.weight.detach().double() / torch.tensor(std), gate.bias.detach().double())
    if best is None:
        return None
    w, b = best
    return w.float(), (b - w @ torch.tensor(mean).double()).float()


def apply(measured, kind, gate, rule):
    """Bits [n] that a gate and E2B give."""
    logits = torch.tensor(measured.descriptors[kind], dtype=torch.float32) @ gate[0].T + gate[1]
    action = logits.argmax(1).numpy()
    return measured.action_bits(rule)[np.arange(len(action)), action]


def judge(train, held, bits_train, bits_held):
    """Loss and mean bits on both sets, and the score: by how much the loss lies above the line, smaller is better."""
    (cost, fab), (cost_held, fab_held) = train.summary(bits_train), held.summary(bits_held)
    score = (cost - controls(train, fab)["line"]) + 2 * (cost_held - controls(held, fab_held)["line"])
    return dict(train=(round(cost, 4), round(fab, 3)), held=(round(cost_held, 4), round(fab_held, 3)), score=round(score, 4))


def arguments(doc):
    """Options that this and `controllers` share."""
    p = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--run", required=True)
    p.add_argument("--budget", type=float, default=4.4, help="mean bits over the training patches")
    p.add_argument("--halo", type=int, default=8)
    p.add_argument("--fit-steps", type=int, default=250, help="optimiser steps of each fit of the gate")
    p.add_argument("--planes", type=int, default=600, help="how many training images are measured")
    p.add_argument("--patches", type=int, default=5, help="how many patches of each are measured, at most")
    p.add_argument("--smallest", type=int, default=96, help="images with a shorter side are left out")
    p.add_argument("--threads", type=int, default=0)
    return p


def measured(args):
    """(the run's checkpoint, its network, patches of training images, patches of held-back images)."""
    if args.threads:
        torch.set_num_threads(args.threads)
    state = torch.load(os.path.join(args.run, "quantized.pt"), weights_only=True, map_location="cpu")
    net = build(state["config"])
    net.load_state_dict(state["ema"])
    net.eval().requires_grad_(False).to(memory_format=torch.channels_last)
    channels = net.config["channels"]
    planes, held = data_module.load(args.data, net.scale, args.smallest, channels, natural=channels == 3)
    rng = np.random.default_rng(1)
    planes = [planes[i] for i in np.sort(rng.permutation(len(planes))[:args.planes])]
    train, test = Measured(net, planes, args.halo, args.patches), Measured(net, held, args.halo, 4 * args.patches)
    print(f"{len(train.image)} patches measured, {len(test.image)} held back", flush=True)
    return state, net, train, test


def main(argv=None):
    args = arguments(__doc__).parse_args(argv)
    state, net, train, held = measured(args)
    kind, best = net.gbc.kind, None
    for position in RULES:
        rule = rule_of(train.entropy, *position)
        for decay in DECAYS:
            gate = fit(train, kind, rule, args.budget, args.fit_steps, decay)
            if gate is None:
                print(json.dumps(dict(position=position, over_budget=args.budget)), flush=True)
                continue
            found = judge(train, held, apply(train, kind, gate, rule), apply(held, kind, gate, rule))
            print(json.dumps(dict(position=position, decay=decay, **found)), flush=True)
            if best is None or found["score"] < best[0]["score"]:
                best = (found, position, gate)
    if best is None:
        raise SystemExit(f"no gate keeps the mean bits within {args.budget}; give a larger --budget")
    found, position, gate = best
    with torch.no_grad():
        net.gbc.gate.weight.copy_(gate[0])
        net.gbc.gate.bias.copy_(gate[1])
    # Rivals for comparison: the gate as published, and a lookup table of edge scores, both at the same budget.
    paper = fit(train, "mean", rule_of(train.entropy, *PAPER_RULE), args.budget, args.fit_steps, gumbel=True)
    edges = edge_table(train.lr, np.minimum(train.cost, LARGEST_COST) * train.weight[:, None] * len(train.lr), args.budget)
    torch.save(dict(config=state["config"], net=net.state_dict(), position=position[:2], direction=position[2], halo=args.halo, fab=found["train"][1],
                    entropies=percentile_table(train.entropy), paper=paper, edges=edges), os.path.join(args.run, "calibrated.pt"))
    print(json.dumps(dict(chosen=position, **found, controls=controls(held, found["held"][1]))))


if __name__ == "__main__":
    main()
