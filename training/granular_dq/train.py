# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Trains a model in stages: `fp32`, then `quantized` (network and gate); `calibrate` and `export` follow.

    python -m granular_dq.train --model srresnet-light-x2-microscopy --data DATA --out runs/light --stage fp32 --minutes 50

Every stage takes a time budget, writes a checkpoint as it goes and resumes from it. The learning rate follows the
share of the budget (or of --steps) that is spent, so a run always ends at the end of its schedule.
"""
import argparse
import copy
from itertools import count
import json
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import data as data_module
from .allocation import ENTROPY_BITS, GATE_BITS, budget_loss, e2b, entropy, sample_gate
from .degradations import MIXTURES
from .networks import CONFIGS, build
from .quantizers import BITS

WARM_UP = 0.01
#: How often a run validates, logs and saves.
REPORT_SECONDS = 180
#: Endings of the quantizers' parameters: small numbers, which train more slowly.
STEPS = ("steps", "bounds", "weight_step")
#: Options that decide what a run learns: it goes on with the same ones alone.
DECIDING = ("batch", "crop", "seed", "natural", "degradation", "noise", "budget", "bit_weight", "teacher_weight", "random_share")
#: Part of a held-back image that is looked at, LR pixels a side.
VALIDATION_SIDE = 160


def parse(argv):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True, choices=sorted(CONFIGS))
    p.add_argument("--data", required=True, help="folder that holds microscopy/*/train and natural/train, or a file made by granular_dq.pack")
    p.add_argument("--out", required=True, help="folder of the run: checkpoints and log")
    p.add_argument("--stage", required=True, choices=("fp32", "quantized"))
    p.add_argument("--minutes", type=float, default=0, help="time budget of this stage")
    p.add_argument("--steps", type=int, default=0, help="instead of --minutes: a number of steps, reproducible")
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--crop", type=int, default=48, help="side of the LR crops")
    p.add_argument("--lr", type=float, default=6e-4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=0)
    p.add_argument("--ahead", type=int, default=8 if torch.cuda.is_available() else 0, help="batches prepared by threads while the network trains")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--natural", type=float, default=0.5, help="share of photographs, 0 to leave them out")
    p.add_argument("--degradation", default="bicubic", choices=sorted(MIXTURES), help="how LR is made: as in papers, or by a mixture of kernels")
    p.add_argument("--noise", type=float, default=0.0, help="share of LR crops with noise, which is to stay as it is")
    p.add_argument("--start", help="a model package or a checkpoint to start from: tensors that fit are taken (stage fp32)")
    p.add_argument("--budget", type=float, default=4.5, help="mean bits that the gate is trained towards")
    p.add_argument("--bit-weight", type=float, default=0.05)
    p.add_argument("--teacher-weight", type=float, default=0.5)
    p.add_argument("--random-share", type=float, default=0.4, help="share of patches trained at a random bit-width")
    args = p.parse_args(argv)
    if not args.minutes and not args.steps:
        p.error("give --minutes or --steps")
    return args


def relative_l1(out, hr, bicubic):
    """Mean over crops of the L1 error of each crop over that of bicubic: every image counts alike, as in mean PSNR."""
    error = (out - hr).abs().mean((1, 2, 3))
    return (error / ((bicubic - hr).abs().mean((1, 2, 3)) + 0.5)).mean()


def learning_rate(share, top):
    """Linear warm-up, then cosine to zero."""
    return top * (share / WARM_UP if share < WARM_UP else 0.5 * (1 + math.cos(math.pi * (share - WARM_UP) / (1 - WARM_UP))))


def gate_choice(net, features, lr, thresholds):
    """Gumbel-softmax bits of a batch (E2B applied): the one-hot choice [B,4] over BITS and the bits [B]."""
    sample = sample_gate(net.gbc(features))
    spread = torch.zeros(len(GATE_BITS), len(BITS), device=sample.device)
    for i, b in enumerate(GATE_BITS):
        spread[i, BITS.index(b)] = 1
    choice = sample @ spread
    eight = BITS.index(8)
    moved = choice.clone()
    for k in range(lr.shape[0]):
        if sample[k].argmax() == len(GATE_BITS) - 1:
            bits = e2b(entropy(lr[k].cpu().numpy()), *thresholds)
            if bits != 8:
                moved[k, BITS.index(bits)] = choice[k, eight]
                moved[k, eight] = 0
    return moved, moved @ torch.tensor(BITS, dtype=torch.float32, device=moved.device)


def with_random(choice, share):
    """Replaces the choice of a share of the patches by random bit-widths, so that every fixed bit-width stays good."""
    drawn = F.one_hot(torch.randint(len(BITS), (choice.shape[0],)), len(BITS)).float()
    return torch.where((torch.rand(choice.shape[0], 1) < share).to(choice.device), drawn.to(choice.device), choice)


def entropy_thresholds(crops, rng, count=1000):
    """50 % and 90 % quantiles of the entropy of random LR crops."""
    found = [entropy(lr.numpy()) for lr in crops.batch(rng, count)[0]]
    return tuple(float(v) for v in np.percentile(found, (50, 90)))


def validate(net, planes, fixed=(None,), limit=24):
    """Mean PSNR gain on bicubic, in dB, over held-back planes at fixed bit-widths (None is fp32)."""
    gains = {b: [] for b in fixed}
    device = next(net.parameters()).device
    step = max(1, len(planes) // limit)
    with torch.no_grad():
        for plane in planes[::step]:
            n = VALIDATION_SIDE
            lr = torch.from_numpy(plane.lr[None, :, :n, :n]).to(device)
            hr = torch.from_numpy(plane.hr[None, :, :n * plane.scale, :n * plane.scale]).to(device)
            cut = lambda t: t[..., 4:-4, 4:-4]
            base = (cut(net.enlarged(lr)) - cut(hr)).square().mean().clamp_min(1e-6)
            for b in fixed:
                choice = None if b is None else F.one_hot(torch.tensor([BITS.index(b)]), len(BITS)).float().to(device)
                mse = (cut(net(lr, choice)) - cut(hr)).square().mean().clamp_min(1e-6)
                gains[b].append(float(10 * torch.log10(base / mse)))
    return {("fp32" if b is None else str(b)): sum(v) / len(v) for b, v in gains.items()}


def take(net, path):
    """Copies those tensors of a package or checkpoint into a network that have its names and shapes: how many."""
    if os.path.isdir(path):
        from . import package
        start = package.load(path).fp32
        found = dict(start.state_dict())
        found["head.weight"] = found["head.weight"] * net.unit / start.unit
        for name in ("tail.weight", "tail.bias"):
            if name in found:
                found[name] = found[name] * start.unit / net.unit
    else:
        found = torch.load(path, weights_only=True, map_location="cpu")["ema"]
    state = net.state_dict()
    same = {k: v for k, v in found.items() if k in state and state[k].shape == v.shape and not k.startswith("gbc.")}
    if not same:
        sys.exit(f"{path}: no tensor of it fits into this network")
    state.update(same)
    net.load_state_dict(state)
    return len(same)


class Run:
    """A stage in progress: network, its running mean (EMA), optimiser, spent time; saved as one checkpoint."""

    def __init__(self, args):
        self.args = args
        self.path = os.path.join(args.out, f"{args.stage}.pt")
        torch.manual_seed(args.seed)
        self.net = build(CONFIGS[args.model]).to(args.device, memory_format=torch.channels_last)
        self.step, self.spent = 0, 0.0
        if args.stage == "quantized":
            if not os.path.exists(os.path.join(args.out, "fp32.pt")):
                sys.exit(f"{args.out}: holds no fp32.pt; train the stage fp32 first")
            start = torch.load(os.path.join(args.out, "fp32.pt"), weights_only=True, map_location=args.device)
            self.check(start)
            self.net.load_state_dict(start["ema"])
        elif args.start:
            print(f"{take(self.net, args.start)} tensors taken from {args.start}", flush=True)
        self.ema = copy.deepcopy(self.net).requires_grad_(False)
        gate = [p for n, p in self.net.named_parameters() if n.startswith("gbc.")]
        steps = [p for n, p in self.net.named_parameters() if n.endswith(STEPS)]
        rest = [p for n, p in self.net.named_parameters() if not n.startswith("gbc.") and not n.endswith(STEPS)]
        self.optimiser = torch.optim.Adam([dict(params=rest), dict(params=steps), dict(params=gate)], lr=args.lr, betas=(0.9, 0.99))

    def check(self, state):
        if state["config"] != CONFIGS[self.args.model]:
            sys.exit(f"{self.args.out}: the checkpoint is of another architecture than {self.args.model}; choose another --out")

    def resume(self):
        if os.path.exists(self.path):
            state = torch.load(self.path, weights_only=True, map_location=self.args.device)
            self.check(state)
            other = [name for name in DECIDING if state["args"].get(name, getattr(self.args, name)) != getattr(self.args, name)]
            if other:
                sys.exit(f"{self.path}: was begun with another --{other[0].replace('_', '-')} ({state['args'][other[0]]}); give the same, or another --out")
            self.net.load_state_dict(state["net"])
            self.ema.load_state_dict(state["ema"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.spent = state["step"], state["spent"]
            print(f"resumed at step {self.step}", flush=True)
            return True
        return False

    def save(self, **extra):
        temporary = self.path + ".part"
        try:
            torch.save(dict(config=CONFIGS[self.args.model], args=vars(self.args), step=self.step, spent=self.spent, net=self.net.state_dict(),
                            ema=self.ema.state_dict(), optimiser=self.optimiser.state_dict(), **extra), temporary)
            os.replace(temporary, self.path)
        except (OSError, RuntimeError) as e:
            if os.path.exists(temporary):
                os.remove(temporary)
            sys.exit(f"{self.path} could not be written ({e}); what was saved before is kept: make room and give the same command again")

    def share(self):
        return self.step / self.args.steps if self.args.steps else self.spent / (60 * self.args.minutes)

    def set_rate(self, factors):
        rate = learning_rate(self.share(), self.args.lr)
        for group, factor in zip(self.optimiser.param_groups, factors):
            group["lr"] = rate * factor

    def average(self):
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for a, b in zip(self.ema.state_dict().values(), self.net.state_dict().values()):
                a.lerp_(b, 1 - decay) if a.dtype.is_floating_point else a.copy_(b)


def train(args):
    os.makedirs(args.out, exist_ok=True)
    if args.threads:
        torch.set_num_threads(args.threads)
    run = Run(args)
    scale = run.net.scale
    planes, held = data_module.load(args.data, scale, scale * args.crop, run.net.config["channels"], args.natural > 0)
    crops = data_module.Crops(planes, scale, args.crop, {"natural": args.natural}, args.degradation, args.noise)
    print(f"{len(planes)} training planes, {len(held)} held back", flush=True)
    quantized = args.stage == "quantized"
    thresholds, teacher = None, None
    resumed = run.resume()
    if quantized:
        thresholds = entropy_thresholds(crops, np.random.default_rng(args.seed))
        teacher = copy.deepcopy(run.ema)
        teacher.load_state_dict(torch.load(os.path.join(args.out, "fp32.pt"), weights_only=True, map_location=args.device)["ema"])
        teacher.requires_grad_(False)
        if not resumed:
            start_steps(run, crops)
    # Network, quantizer steps, gate. Steps are small numbers, and Adam moves all parameters alike.
    factors = (0.5, 0.05, 1.0) if quantized else (1.0, 1.0, 1.0)
    told, since, sums = time.time(), time.time(), []
    # Every step has its own generators, so a resumed run sees what an uninterrupted one would.
    batches = data_module.batches(crops, lambda step: np.random.default_rng((args.seed, step, quantized)), args.batch, count(run.step), args.ahead)
    while run.share() < 1:
        torch.manual_seed(args.seed * 1_000_003 + run.step)
        lr, hr = (t.to(args.device) for t in next(batches))
        run.set_rate(factors)
        bicubic = run.net.enlarged(lr)
        used = torch.zeros(())
        with torch.autocast(args.device, torch.bfloat16):
            if quantized:
                features = run.net.features(lr)
                choice, bits = gate_choice(run.net, features, lr, thresholds)
                choice = with_random(choice, args.random_share)
                out = run.net.body(features, lr, choice)
                with torch.no_grad():
                    wanted = teacher(lr)
                used = bits.mean()
                loss = (relative_l1(out, hr, bicubic) + args.teacher_weight * relative_l1(out, wanted, bicubic)
                        + args.bit_weight * budget_loss(bits, args.budget))
            else:
                loss = relative_l1(run.net(lr), hr, bicubic)
        run.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(run.net.parameters(), 1.0)
        run.optimiser.step()
        run.average()
        run.step += 1
        sums.append((float(loss.detach()), float(used.detach())))
        now = time.time()
        run.spent, since = run.spent + now - since, now
        if now - told > REPORT_SECONDS:
            gains = validate(run.ema, held, (None,) if not quantized else (4, 8))
            line = dict(step=run.step, minutes=round(run.spent / 60, 2), loss=round(float(np.mean([s[0] for s in sums])), 4),
                        bits=round(float(np.mean([s[1] for s in sums])), 3), gain={k: round(v, 4) for k, v in gains.items()})
            print(json.dumps(line), flush=True)
            with open(os.path.join(args.out, f"{args.stage}.log"), "a") as log:
                log.write(json.dumps(line) + "\n")
            run.save(thresholds=thresholds)
            sums, told, since = [], time.time(), time.time()
    run.save(thresholds=thresholds)
    print(json.dumps(dict(done=args.stage, steps=run.step, minutes=round(run.spent / 60, 1),
                          gain=validate(run.ema, held, (None,) if not quantized else BITS, 48))), flush=True)


def start_steps(run, crops):
    """Start values of every step, from one batch through the unquantized network."""
    lr = crops.batch(np.random.default_rng(run.args.seed), 16)[0].to(run.args.device)
    hooks = [layer.register_forward_pre_hook(lambda m, inputs: m.start_steps(inputs[0])) for layer in run.net.quantized_layers()]
    with torch.no_grad():
        run.net(lr)
    for hook in hooks:
        hook.remove()
    run.ema.load_state_dict(run.net.state_dict())


def main(argv=None):
    try:
        train(parse(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        sys.exit("stopped; the same command goes on from the last checkpoint")


if __name__ == "__main__":
    main()
