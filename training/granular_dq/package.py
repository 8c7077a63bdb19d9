# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Model packages: what the plugin loads. Written and read here, so that Python checks what it ships."""
import hashlib
import json
import os
import struct

import numpy as np
import torch

from .images import HIGH_PERCENTILE, LOW_PERCENTILE
from .networks import build
from .quantizers import BITS, WEIGHT_BITS, QuantConv2d, code_range

DTYPES = {"F32": np.float32, "I8": np.int8}
#: Keys of a network's config that a package has no use for, since they are folded into its weights.
FOLDED = ("unit", "res_scale")


def write_safetensors(path, tensors):
    """Writes arrays (float32 or int8) in the safetensors format, names sorted."""
    header, blobs, offset = {}, [], 0
    for name in sorted(tensors):
        value = np.ascontiguousarray(tensors[name])
        dtype = {np.dtype(v): k for k, v in DTYPES.items()}[value.dtype]
        header[name] = dict(dtype=dtype, shape=list(value.shape), data_offsets=[offset, offset + value.nbytes])
        blobs.append(value.tobytes())
        offset += value.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read_safetensors(path):
    """Reads arrays of a safetensors file."""
    with open(path, "rb") as f:
        size, = struct.unpack("<Q", f.read(8))
        header, data = json.loads(f.read(size)), f.read()
    return {name: np.frombuffer(data[d["data_offsets"][0]:d["data_offsets"][1]], DTYPES[d["dtype"]]).reshape(d["shape"])
            for name, d in header.items() if name != "__metadata__"}


def _affine(norm):
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return scale, norm.bias - norm.running_mean * scale


def tensors(net, quantized):
    """A network's tensors under the package's names; its unit and constant factors are folded into weights, bounds of activations become steps."""
    found = {k: v.detach().float() for k, v in net.state_dict().items()}
    found["head.weight"] = found["head.weight"] / net.unit
    for name in ("tail.weight", "tail.bias"):
        if name in found:
            found[name] = found[name] * net.unit
    for name, module in net.named_modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            for key in [k for k in found if k.startswith(name + ".")]:
                del found[key]
            found[name + ".scale"], found[name + ".shift"] = _affine(module)
        if isinstance(module, QuantConv2d):
            found.pop(name + (".bounds" if module.pams else ".steps"))
            if quantized:
                found[name + ".steps"] = module.step_values().detach().float()
                low, high = code_range(WEIGHT_BITS)
                codes = torch.round(torch.clamp(module.weight.detach() / module.weight_step.detach(), low, high))
                found[name + ".weight"] = codes.to(torch.int8)
            else:
                del found[name + ".weight_step"]
    for name, factor in net.output_factors().items():
        for part in ((".weight_step" if quantized else ".weight"), ".bias"):
            found[name + part] = found[name + part] * factor
    if not quantized:
        found = {k: v for k, v in found.items() if not k.startswith("gbc.")}
    return {k: v.detach().numpy() for k, v in found.items()}


def _restore(config, values, quantized):
    """A network from a package's tensors: unit 1, norms as affines."""
    net = build(dict(config, unit=1.0))
    state = net.state_dict()
    for name in list(state):
        if name in values:
            state[name] = torch.tensor(values[name].astype(np.float32))
        elif name.endswith(("running_mean", "running_var", "num_batches_tracked")):
            pass
    for name, module in net.named_modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eps = 0.0
            state[name + ".weight"], state[name + ".bias"] = (torch.tensor(values[f"{name}.{k}"]) for k in ("scale", "shift"))
            state[name + ".running_mean"], state[name + ".running_var"] = torch.zeros(module.num_features), torch.ones(module.num_features)
        if isinstance(module, QuantConv2d) and quantized:
            learned, value = module.learned_of(torch.tensor(values[name + ".steps"]))
            state[f"{name}.{learned}"] = value
            state[name + ".weight"] = state[name + ".weight"] * state[name + ".weight_step"]
    net.load_state_dict(state)
    return net.eval().requires_grad_(False)


class Package:
    """A loaded package: networks `quantized` and `fp32`, entropy `thresholds`, `halo`."""

    def __init__(self, folder):
        with open(os.path.join(folder, "model.json")) as f:
            self.manifest = json.load(f)
        for name, entry in self.manifest["files"].items():
            with open(os.path.join(folder, name), "rb") as f:
                if hashlib.sha256(f.read()).hexdigest() != entry["sha256"]:
                    raise ValueError(f"{name}: does not match its hash in model.json")
        self.id, self.halo = self.manifest["id"], self.manifest["grid"]["halo"]
        config = {k: v for k, v in self.manifest["network"].items() if k != "signed"}
        self.quantized = _restore(config, read_safetensors(os.path.join(folder, "weights.safetensors")), True)
        self.fp32 = _restore(config, read_safetensors(os.path.join(folder, "fp32.safetensors")), False)
        with open(os.path.join(folder, "entropy.json")) as f:
            table = {float(k): v for k, v in json.load(f).items()}
        percents = sorted(table)
        allocation = self.manifest["allocation"]
        self.thresholds = tuple(float(np.interp(allocation[k], percents, [table[q] for q in percents])) for k in ("low_percent", "high_percent"))
        self.direction = allocation.get("direction", "rising")


load = Package


def write(folder, manifest, quantized, fp32, entropies, test_input, edges=None, paper=None):
    """Writes a package: networks in their training form, the percentile table, test tensors made of `test_input` [c,h,w].

    edges: the table of the allocator `edge` (see `edges`). paper: weight [3,3C] and bias [3] of the gate as published.
    """
    os.makedirs(folder, exist_ok=True)
    weights = tensors(quantized, True)
    if paper is not None:
        weights.update({f"paper.gate.{name}": np.asarray(value, np.float32) for name, value in zip(("weight", "bias"), paper)})
    write_safetensors(os.path.join(folder, "weights.safetensors"), weights)
    write_safetensors(os.path.join(folder, "fp32.safetensors"), tensors(fp32, False))
    with open(os.path.join(folder, "entropy.json"), "w") as f:
        json.dump(entropies, f, indent=0)
        f.write("\n")
    x = torch.tensor(test_input, dtype=torch.float32)[None]
    test = {"input": x[0]}
    with torch.no_grad():
        features = quantized.features(x)
        test["descriptor"], test["logits"] = quantized.gbc.descriptor(features)[0], quantized.gbc(features)[0]
        for i, b in enumerate(BITS):
            choice = torch.nn.functional.one_hot(torch.tensor([i]), len(BITS)).float()
            test[f"sr_{b}"] = quantized.body(features, x, choice)[0]
        test["sr_32"] = fp32(x)[0]
    write_safetensors(os.path.join(folder, "test.safetensors"), {k: v.numpy() for k, v in test.items()})
    names = ["weights.safetensors", "fp32.safetensors", "entropy.json", "test.safetensors"]
    if edges is not None:
        names.append("edge.json")
        with open(os.path.join(folder, names[-1]), "w") as f:
            json.dump(edges, f, indent=0)
            f.write("\n")
    network = {k: v for k, v in quantized.config.items() if k not in ("architecture", *FOLDED)}
    manifest = dict(format="granular-dq-model", format_version=1, **manifest)
    manifest["network"] = dict(architecture=quantized.config.get("architecture", "srresnet"), **network, signed=True)
    low, high = (0, 100) if quantized.config["channels"] == 3 else (LOW_PERCENTILE, HIGH_PERCENTILE)
    manifest["normalization"] = dict(low_percent=low, high_percent=high)
    manifest["files"] = {}
    for name in names:
        with open(os.path.join(folder, name), "rb") as f:
            content = f.read()
        manifest["files"][name] = dict(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    with open(os.path.join(folder, "model.json"), "w") as f:
        json.dump(manifest, f, indent=2)
        f.write("\n")
