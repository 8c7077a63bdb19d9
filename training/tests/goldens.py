# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""The reference numbers shared with the Java tests; another folder by the environment variable GOLDENS."""
import glob
import json
import os

import numpy as np
import torch

from granular_dq.networks import SRResNet

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.environ.get("GOLDENS", os.path.join(HERE, "..", "..", "src", "test", "resources", "goldens"))


def path(name):
    return os.path.join(FOLDER, name)


def families():
    """Names such as srresnet_x2_4blocks."""
    return sorted(os.path.basename(p)[:-len("_io.npz")] for p in glob.glob(path("srresnet_x*_io.npz")))


def read_json(name):
    with open(path(name)) as f:
        return json.load(f)


def network(family):
    """The authors' network under our parameter names."""
    w = {k: torch.tensor(v) for k, v in np.load(path(f"{family}_weights.npz")).items()}
    blocks = 1 + max(int(k.split(".")[1]) for k in w if ".conv1." in k)
    ups = sum(1 for k in w if k.startswith("tail.0.") and w[k].ndim == 4)
    scale = int(family.split("_")[1][1:])
    net = SRResNet(scale=scale, channels=3, features=w["head.0.weight"].shape[0], blocks=blocks)
    state = net.state_dict()
    names = {"head.weight": "head.0.weight", "head_act.weight": "head.1.weight", "last.weight": f"body.{blocks}.weight",
             "tail.weight": "tail.1.weight", "gbc.gate.weight": "encoder.gate.0.weight", "gbc.gate.bias": "encoder.gate.0.bias"}
    convs = [k for k in w if k.startswith("tail.0.") and w[k].ndim == 4]
    for i, key in enumerate(sorted(convs)[:ups]):
        first = int(key.split(".")[2])
        names[f"up.{i}.weight"], names[f"up_act.{i}.weight"] = key, f"tail.0.{first + 2}.weight"
    for part in ("weight", "bias", "running_mean", "running_var"):
        names[f"last_norm.{part}"] = f"body.{blocks + 1}.{part}"
    for b in range(blocks):
        names[f"blocks.{b}.shortcut"], names[f"blocks.{b}.act.weight"] = f"body.{b}.learnable_shortcut", f"body.{b}.act.weight"
        for c in (1, 2):
            names[f"blocks.{b}.conv{c}.weight"], names[f"blocks.{b}.conv{c}.weight_step"] = f"body.{b}.conv{c}.weight", f"body.{b}.conv{c}.alpha"
            for part in ("weight", "bias", "running_mean", "running_var"):
                names[f"blocks.{b}.norm{c}.{part}"] = f"body.{b}.bn{c}.{part}"
            # The authors' quantizers 1, 2, 3, 4 are for 4, 6, 8, 5 bits.
            state[f"blocks.{b}.conv{c}.steps"] = torch.cat([w[f"body.{b}.conv{c}.quant_act{k}.alpha"] for k in (1, 4, 2, 3)])
    for ours, theirs in names.items():
        state[ours] = w[theirs]
    net.load_state_dict(state)
    return net.eval().requires_grad_(False)
