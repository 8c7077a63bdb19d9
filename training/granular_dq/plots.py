# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Draws PSNR against mean bits (FAB) of all ways to allocate bits, from reports of `granular-dq evaluate`.

    bin/granular-dq evaluate DATA --model ID --bits dynamic,paper,edge:4.2,edge:4.6,random:4.2,random:4.6,4,5,6,8,32 --oracle 4.2,4.6 --report R.json
    cd training; python -m granular_dq.plots R.json [MORE.json ...] [--folder NAME] --out PSNR.svg

Several reports must be of one model and the same images; what a later one measured anew replaces what an earlier one did. Without --folder
the means over all images are drawn. Needs matplotlib, which nothing else here does.
"""
import argparse
import json

FLOAT = "32"
#: Label, colour, marker, line of each way; others are drawn as grey crosses.
STYLES = {
    "fixed": ("fixed bits", "0.45", "s", "-"), "oracle": ("oracle", "tab:green", "^", "--"), "dynamic": ("dynamic (GBC + E2B)", "tab:red", "*", "-"),
    "paper": ("as published", "tab:orange", "D", "-"), "edge": ("edge (CABM)", "tab:blue", "v", "-"), "random": ("random", "tab:purple", "o", ":"),
}


def read(paths):
    """One report out of several; the keys `mean` and `folders` are joined."""
    joined = None
    for path in paths:
        with open(path) as f:
            report = json.load(f)
        if joined is None:
            joined = report
            continue
        for key in ("model", "model_sha256", "grid", "scale", "protocol"):
            if report.get(key) != joined.get(key):
                raise SystemExit(f"{path} differs from {paths[0]} in '{key}': give reports of one model on the same images")
        if sorted(i["file"] for i in report["images"]) != sorted(i["file"] for i in joined["images"]):
            raise SystemExit(f"{path} and {paths[0]} measured different images")
        joined["mean"].update(report["mean"])
        for name, figures in report["folders"].items():
            joined["folders"].setdefault(name, {}).update(figures)
    return joined


def figures(report, folder=None):
    """Figures by way of allocation: of a folder, or of all images."""
    if folder is None:
        return report["mean"]
    if folder not in report["folders"]:
        raise SystemExit(f"the report has no folder '{folder}'; it has {', '.join(sorted(report['folders']))}")
    return {k: v for k, v in report["folders"][folder].items() if isinstance(v, dict)}


def series(found):
    """Points (FAB, PSNR, method) by way of allocation, sorted; and the PSNR of the unquantized network, or None."""
    points = {}
    for method, values in found.items():
        if method == FLOAT or "fab" not in values or "psnr" not in values:
            continue
        way = "fixed" if method.isdigit() else method.split(":")[0]
        points.setdefault(way, []).append((values["fab"], values["psnr"], method))
    return {way: sorted(points[way]) for way in sorted(points, key=lambda w: list(STYLES).index(w) if w in STYLES else 99)}, found.get(FLOAT, {}).get("psnr")


def draw(report, folder, out, limit=None):
    """Writes the plot; FABs up to `limit` are shown."""
    try:
        import matplotlib
    except ImportError:
        raise SystemExit("matplotlib is not installed, which draws the plot: pip install matplotlib") from None
    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "granular-dq"  # the same file each time
    from matplotlib import pyplot
    ways, fp32 = series(figures(report, folder))
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for way, points in ways.items():
        shown = [p for p in points if limit is None or p[0] <= limit]
        label, colour, marker, line = STYLES.get(way, (way, "0.6", "x", ":"))
        axes.plot([p[0] for p in shown], [p[1] for p in shown], line, marker=marker, color=colour, label=label, markersize=12 if marker == "*" else 6)
    if fp32 is not None:
        axes.axhline(fp32, color="0.2", linewidth=0.8, linestyle=(0, (6, 3)), label="fp32")
    axes.set_xlabel("FAB (mean bits of activations)")
    axes.set_ylabel("PSNR (dB)")
    axes.set_title(f"{report['model']}, {folder or 'all images'} ({'grid ' + report['grid']})", fontsize=10)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(out, dpi=150, metadata={"Date": None} if out.endswith(".svg") else None)
    pyplot.close(figure)


def main(argv=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("reports", nargs="+")
    p.add_argument("--folder", help="draw this folder of the report instead of all images")
    p.add_argument("--limit", type=float, help="largest FAB to show")
    p.add_argument("--out", required=True, help="a file that ends with .png, .svg or .pdf")
    args = p.parse_args(argv)
    draw(read(args.reports), args.folder, args.out, args.limit)


if __name__ == "__main__":
    main()
