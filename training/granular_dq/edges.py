# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Edge scores of patches, and the table of them that a model package carries for the allocator `edge`.

The score and the lookup from score to bits follow CABM (Tian et al., CVPR 2023), except that all layers of a patch get the
same bits. `edge_table` makes the content of `edge.json`:

    {"percentiles": {"0.5": 0.11, "1.0": 0.13, ... "99.5": 9.2},   scores of the training patches, not falling
     "thresholds": [1.9, 6.0],                                     up to the i-th score (inclusive) a patch
     "bits": [4, 5, 8]}                                            gets the i-th bits, above the last the last

The plugin reads the lookup table for `edge`, and the percentiles for `edge:FAB` (see `thresholds_at`).
"""
import numpy as np

LUMA = (0.2989, 0.5870, 0.1140)

#: Bit-widths that errors are measured at, and those of `thresholds_at`.
BITS = (4, 5, 6, 8)
SHARED_BITS = (4, 5, 8)

#: Of the patches that get more than 4 bits, the share that gets 8: as E2B has it at the paper's quantiles, 50 and 90 percent.
HIGH_SHARE = 0.2
DEFAULT_FAB = 4.5
INTERVALS = 20


def edge_score(patch):
    """Mean over the pixels of |8 p - sum of the eight neighbours| / 16 of the grey values of a patch [c,h,w] in 0..255.

    At the border the nearest pixel stands for missing neighbours. The plugin computes the same (EdgeScore.java).
    """
    patch = np.asarray(patch, dtype=np.float64)
    grey = np.tensordot(np.array(LUMA), patch, 1) if patch.shape[0] == 3 else patch[0]
    h, w = grey.shape
    padded = np.pad(grey, 1, mode="edge")
    total = sum(padded[y:y + h, x:x + w] for y in range(3) for x in range(3))
    return float(np.abs(9 * grey - total).mean() / 16)


def percentiles(scores):
    """Score at every half percent, key = percent as text."""
    q = np.arange(1, 200) / 2.0
    return {f"{a:.1f}": float(b) for a, b in zip(q, np.percentile(scores, q))}


def shares(fab):
    """Shares of the patches that get 4, 5 and 8 bits, so that the mean is `fab`, 4 to 8.

    Up to 5.6 a fifth of the patches above 4 bits gets 8, the others 5 (4.8 gives 50, 40 and 10 percent, as the paper's E2B);
    above 5.6 no patch gets 4 bits.
    """
    if not 4 <= fab <= 8:
        raise ValueError(f"a mean of {fab} bits is not 4 to 8")
    if fab <= 5 + 3 * HIGH_SHARE:
        more = (fab - 4) / (1 + 3 * HIGH_SHARE)
        return 1 - more, (1 - HIGH_SHARE) * more, HIGH_SHARE * more
    return 0.0, (8 - fab) / 3, (fab - 5) / 3


def thresholds_at(table, fab):
    """Scores up to which a patch gets 4 and 5 bits, for `fab` mean bits over the patches of a percentile table.

    Infinities stand for all and no patches.
    """
    low, _, high = shares(fab)
    percents = sorted(float(k) for k in table)
    values = [table[k] for k in sorted(table, key=float)]
    return tuple(np.inf if s >= 1 else -np.inf if s <= 0 else float(np.interp(100 * s, percents, values)) for s in (low, 1 - high))


def edge_table(lr_patches, errors=None, fab=DEFAULT_FAB):
    """The content of `edge.json` for training patches [c,h,w] in 0..255.

    `fab`: mean bits of the lookup table over these patches. Without `errors` more edges get more bits, by `shares`. With
    `errors` [n,4], what each patch costs at 4, 5, 6 and 8 bits (for example its squared error), the scores are cut into 20
    intervals of equally many patches, and each gets the bits of the least mean cost + price * bits, at the least price that
    keeps the mean bits within `fab`.
    """
    scores = np.array([edge_score(p) for p in lr_patches])
    table = percentiles(scores)
    if errors is None:
        limits, bits = thresholds_at(table, fab), SHARED_BITS
    else:
        limits, bits = _by_errors(scores, np.asarray(errors, dtype=np.float64), fab)
    limits, bits = _merged(limits, bits)
    return dict(percentiles=table, thresholds=limits, bits=bits)


def _by_errors(scores, errors, fab):
    if errors.shape != (len(scores), len(BITS)):
        raise ValueError(f"errors of {len(scores)} patches at {len(BITS)} bit-widths are needed, not {errors.shape}")
    order = np.argsort(scores, kind="stable")
    groups = [g for g in np.array_split(order, INTERVALS) if len(g)]
    cost = np.stack([errors[g].mean(0) for g in groups])
    share = np.array([len(g) for g in groups]) / len(scores)
    bits, limit = np.array(BITS), fab + 1e-9

    def chosen(price):
        return bits[(cost + price * bits).argmin(1)]

    low, high = 0.0, float(np.ptp(cost)) + 1.0
    if (share * chosen(low)).sum() <= limit:
        high = low
    for _ in range(60):
        price = (low + high) / 2
        low, high = (price, high) if (share * chosen(price)).sum() > limit else (low, price)
    return [float(scores[g[-1]]) for g in groups[:-1]], [int(b) for b in chosen(high)]


def _merged(limits, bits):
    """Leaves out intervals that no patch can lie in, and thresholds between equal bits."""
    thresholds, widths = [], [bits[-1]]
    for limit, width in zip(reversed(limits), reversed(bits[:-1])):
        if limit == -np.inf:
            break
        if limit == np.inf:
            thresholds, widths = [], [width]
        elif width != widths[0]:
            thresholds.insert(0, limit)
            widths.insert(0, width)
    return thresholds, widths
