# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Compares ways to give bits to patches at equal mean bits, on patches that none of them was fitted to.

    python -m granular_dq.controllers --data DATA --run runs/light --budget 4.4 --report controllers.json

Loss is PSNR against fixed 8 bits, images counting alike (`measure`). Every rule is fitted on training patches alone to the same budget; what it
gives on held-back images may differ from the budget, so beside each loss stands the straight line between fixed bit-widths at the same mean bits.

| name | what it is |
|---|---|
| paper | gate on the mean descriptor, fitted with Gumbel-softmax; E2B at 50 % and 90 %, rising |
| paper, spread | the same on the descriptor whose granularities differ |
| taught, mean / spread | gate fitted to the expected cost, no E2B |
| taught, spread, E2B rising / falling | the same with E2B at the paper's positions, and turned round |
| entropy rising / falling | thresholds on entropy alone |
| edge | thresholds on the edge score alone (CABM) |
"""
import json
import sys

import numpy as np

from .calibrate import PAPER_RULE, apply, arguments, fit, measured, rule_of
from .edges import edge_score, shares
from .measure import controls

#: Bits of the rules that have thresholds alone.
THRESHOLD_BITS = (4, 5, 8)


def thresholds_alone(train, other, values_train, values_other, budget, sign):
    """Bits [n] of `other` by thresholds on one value, at which training keeps the budget: as many 4, 5 and 8 bits as `edges.shares` says."""
    low, _, high = shares(budget)
    t1, t2 = np.quantile(sign * values_train, (low, 1 - high))
    v = sign * values_other
    return np.where(v > t2, THRESHOLD_BITS[2], np.where(v > t1, THRESHOLD_BITS[1], THRESHOLD_BITS[0]))


def compare(train, held, budget, steps):
    """Figures by name of the rule."""
    rows = {}

    def add(name, bits):
        loss, fab = held.summary(bits)
        rows[name] = dict(fab=round(fab, 3), loss=round(loss, 4), **{k: round(v, 4) for k, v in controls(held, fab).items() if k != "fixed"})

    paper = rule_of(train.entropy, *PAPER_RULE)
    turned = rule_of(train.entropy, 10, 50, "falling")
    for name, kind, rule, gumbel in (("paper", "mean", paper, True), ("paper, spread", "spread", paper, True), ("taught, mean", "mean", None, False),
                                     ("taught, spread", "spread", None, False), ("taught, spread, E2B rising", "spread", paper, False),
                                     ("taught, spread, E2B falling", "spread", turned, False)):
        gate = fit(train, kind, rule, budget, steps, decay=1e-2, gumbel=gumbel)
        if gate is None:
            rows[name] = dict(over_budget=budget)
        else:
            add(name, apply(held, kind, gate, rule))
    for name, sign in (("entropy rising", 1), ("entropy falling", -1)):
        add(name, thresholds_alone(train, held, train.entropy, held.entropy, budget, sign))
    scores = [np.array([edge_score(tile) for tile in m.lr]) for m in (train, held)]
    add("edge", thresholds_alone(train, held, *scores, budget, 1))
    return rows, controls(held, budget)["fixed"]


def table(rows):
    """The figures as a Markdown table."""
    lines = ["| rule | FAB | loss, dB | line | random | oracle |", "|---|---|---|---|---|---|"]
    for name, r in rows.items():
        lines.append(f"| {name} | " + ("no gate keeps the budget | | | | |" if "loss" not in r else
                     f"{r['fab']:.2f} | {r['loss']:.4f} | {r['line']:.4f} | {r['random']:.4f} | {r['oracle']:.4f} |"))
    return "\n".join(lines)


def main(argv=None):
    p = arguments(__doc__)
    p.add_argument("--report")
    args = p.parse_args(argv)
    _, _, train, held = measured(args)
    rows, fixed = compare(train, held, args.budget, args.fit_steps)
    print(table(rows))
    print("fixed bits, loss in dB: " + ", ".join(f"{b}: {v:.4f}" for b, v in fixed.items()))
    if args.report:
        with open(args.report, "w") as f:
            json.dump(dict(rows=rows, fixed=fixed, budget=args.budget), f, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
