# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Writes the package of a calibrated run, and checks that reading it back gives the same networks.

    python -m granular_dq.export --run runs/light --model srresnet-light-x2-microscopy --image IMAGE --out src/main/resources/models
"""
import argparse
import os

import numpy as np
import torch

from . import images
from .networks import build
from .package import load, write
from .resize import downscale

#: Side of the test tensor, LR pixels.
SIDE = 48
TITLES = {
    "srresnet-light-x2-photo": ("Photo x2, light", "Doubles the pixels of RGB photographs and stained sections; small and fast."),
    "srresnet-light-x4-microscopy": ("Microscopy x4, light", "Four times the pixels of microscopy images, channel by channel; small and fast, does not denoise."),
    "srresnet-light-x4-photo": ("Photo x4, light", "Four times the pixels of RGB photographs and stained sections; small and fast."),
    "srresnet-light-x2-microscopy": ("Microscopy x2, light", "Doubles the pixels of microscopy images, channel by channel; small and fast, does not denoise."),
}
for _architecture, _about in (("srresnet", "large"), ("edsr", "large"), ("idn", "fast")):
    for _scale, _times in ((2, "Doubles"), (3, "Triples"), (4, "Quadruples")):
        TITLES[f"{_architecture}-x{_scale}-photo"] = (f"Photographs x{_scale}, {_architecture}", f"{_times} the pixels of RGB photographs; {_about}.")
        TITLES[f"{_architecture}-x{_scale}-microscopy"] = (
            f"Microscopy x{_scale}, {_architecture}", f"{_times} the pixels of microscopy images, channel by channel; {_about}, does not denoise.")


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--run", required=True)
    p.add_argument("--model", required=True, choices=sorted(TITLES))
    p.add_argument("--image", required=True, help="an image whose licence allows to ship a patch of it as test tensor")
    p.add_argument("--out", required=True)
    args = p.parse_args(argv)
    calibrated = torch.load(os.path.join(args.run, "calibrated.pt"), weights_only=True, map_location="cpu")
    fp32_state = torch.load(os.path.join(args.run, "fp32.pt"), weights_only=True, map_location="cpu")
    quantized, fp32 = (build(calibrated["config"]).eval().requires_grad_(False) for _ in range(2))
    quantized.load_state_dict(calibrated["net"])
    fp32.load_state_dict(fp32_state["ema"])
    image = images.read(args.image)
    if quantized.config["channels"] == 3:
        hr = np.moveaxis(image[..., :3].astype(np.float64), -1, 0)
    else:
        hr = images.normalise(images.planes(image)[0])[None]
    lr = np.stack([downscale(channel, quantized.scale) for channel in hr])
    y, x = ((s - SIDE) // 2 for s in lr.shape[1:])
    title, description = TITLES[args.model]
    low, high = calibrated["position"]
    extra = dict(fab=calibrated["fab"], **{} if calibrated["direction"] == "rising" else dict(direction=calibrated["direction"]))
    folder = os.path.join(args.out, args.model)
    manifest = dict(id=args.model, title=title, description=description, license="BSD-2-Clause",
                    allocation=dict(low_percent=low, high_percent=high, **extra), grid=dict(halo=calibrated["halo"]))
    write(folder, manifest, quantized, fp32, calibrated["entropies"], np.round(lr[:, y:y + SIDE, x:x + SIDE], 3),
          calibrated["edges"], calibrated["paper"])
    check(folder, quantized, fp32)


def check(folder, quantized, fp32):
    """Fails if the package does not compute what the networks did."""
    package = load(folder)
    x = torch.rand(1, quantized.config["channels"], 40, 52) * 255
    choice = torch.tensor([[0.0, 0, 0, 1]])
    with torch.no_grad():
        for name, a, b in (("fp32", fp32(x), package.fp32(x)), ("8 bits", quantized(x, choice), package.quantized(x, choice)),
                           ("gate", quantized.gbc(quantized.features(x)), package.quantized.gbc(package.quantized.features(x)))):
            error = float((a - b).norm() / a.norm())
            print(f"{name}: relative RMS between run and package {error:.1e}")
            if not error < (1e-5 if name != "8 bits" else 2e-3):
                raise SystemExit(f"the package computes something else than the run ({name})")


if __name__ == "__main__":
    main()
