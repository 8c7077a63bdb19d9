# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Plots of made-up reports."""
import importlib.util
import json
import os
import tempfile
import unittest

from granular_dq import plots


def report(**methods):
    mean = {"bicubic": {"psnr": 20.0}}
    mean.update({name.replace("_", ":").lstrip("n"): {"psnr": psnr, "fab": fab} for name, (fab, psnr) in methods.items()})
    return dict(model="m", model_sha256="0", grid="paper", scale=2, protocol="photo", images=[{"file": "a"}], mean=mean,
                folders={"Set5": dict(mean, images=1)})


class PlotsTest(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, "w") as f:
            json.dump(content, f)
        return path

    def test_points_are_sorted_by_way_and_fab(self):
        found = report(n8=(8, 31.0), n4=(4, 30.0), n32=(32, 31.2), dynamic=(4.4, 30.9), random_5=(5, 30.3), random_4=(4, 30.0))
        ways, fp32 = plots.series(plots.figures(found))
        self.assertEqual(list(ways), ["fixed", "dynamic", "random"])
        self.assertEqual(ways["fixed"], [(4, 30.0, "4"), (8, 31.0, "8")])
        self.assertEqual([p[0] for p in ways["random"]], [4, 5])
        self.assertEqual(fp32, 31.2)
        self.assertEqual(plots.series(plots.figures(found, "Set5"))[0], ways)
        with self.assertRaisesRegex(SystemExit, "Set5"):
            plots.figures(found, "Set6")

    def test_reports_of_one_model_are_joined(self):
        first, second = report(n4=(4, 30.0)), report(edge_5=(5, 30.5))
        joined = plots.read([self.write("a.json", first), self.write("b.json", second)])
        self.assertEqual(list(plots.series(joined["mean"])[0]), ["fixed", "edge"])
        self.assertEqual(list(plots.series(plots.figures(joined, "Set5"))[0]), ["fixed", "edge"])
        for key, value in (("model", "other"), ("images", [{"file": "b"}])):
            with self.assertRaisesRegex(SystemExit, "model|images"):
                plots.read([self.write("a.json", first), self.write("b.json", dict(second, **{key: value}))])

    def test_a_picture_is_written_or_what_is_missing_is_said(self):
        out = os.path.join(self.folder.name, "plot.svg")
        arguments = [self.write("a.json", report(n4=(4, 30.0), dynamic=(4.4, 30.9), n32=(32, 31.2))), "--out", out]
        if importlib.util.find_spec("matplotlib") is None:
            with self.assertRaisesRegex(SystemExit, "pip install matplotlib"):
                plots.main(arguments)
            return
        plots.main(arguments)
        with open(out) as f:
            self.assertIn("<svg", f.read())


if __name__ == "__main__":
    unittest.main()
