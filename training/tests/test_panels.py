# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Rows of the picture, of a made-up image and a launcher that only doubles pixels."""
import os
import stat
import sys
import tempfile
import unittest

import numpy as np
from PIL import Image

from granular_dq import panels

LAUNCHER = """#!{python}
import sys
import numpy as np
import tifffile
low, out, bit_map = sys.argv[2], sys.argv[3], sys.argv[sys.argv.index("--bit-map") + 1]
if sys.argv[sys.argv.index("--model") + 1] == "none":
    sys.exit("granular-dq: There is no model none.")
x = tifffile.imread(low).astype(np.float32)
tifffile.imwrite(out, np.moveaxis(x.repeat(2, 0).repeat(2, 1), 2, 0) if x.ndim == 3 else x.repeat(2, 0).repeat(2, 1))
tifffile.imwrite(bit_map, np.where(np.arange(x.shape[1]) < 30, 4, 8).astype(np.uint8)[None].repeat(x.shape[0], 0))
"""


class PanelsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.launcher, self.image, self.out = (os.path.join(folder.name, name) for name in ("launcher", "image.png", "out.png"))
        with open(self.launcher, "w") as f:
            f.write(LAUNCHER.format(python=sys.executable))
        os.chmod(self.launcher, os.stat(self.launcher).st_mode | stat.S_IXUSR)
        y, x = np.mgrid[:90, :120]
        wave = 128 + 100 * np.sin(x / 7.0) * np.cos(y / 9.0)
        Image.fromarray(np.stack([wave, wave[::-1], 255 - wave], 2).round().astype(np.uint8)).save(self.image)

    def draw(self, *more, model="m"):
        panels.main(["--launcher", self.launcher, "--model", model, "--side", "40", "--height", "60", "--out", self.out] + list(more))
        with Image.open(self.out) as picture:
            return np.asarray(picture)

    def test_a_row_has_six_pictures(self):
        for photo in ([], ["--photo"]):
            sheet = self.draw("--image", self.image, "10", "20", "--image", self.image, "0", "0", *photo)
            self.assertEqual(sheet.shape, (2 * (60 + panels.BAR) + panels.GAP, 2 * 80 + 4 * 60 + 5 * panels.GAP, 3))
            self.assertEqual(tuple(sheet[panels.BAR + 30, 80 + panels.GAP + 10]), panels.COLOURS[4])
            self.assertEqual(tuple(sheet[panels.BAR + 30, 80 + panels.GAP + 70]), panels.COLOURS[8])

    def test_parts_show_the_pixels_of_the_original(self):
        sheet = self.draw("--image", self.image, "10", "20", "--photo", "--height", "40")
        with Image.open(self.image) as original:
            part = np.asarray(original)[20:60, 10:50]
        left = 2 * (round(40 * 120 / 90) + panels.GAP)
        np.testing.assert_array_equal(sheet[panels.BAR:, left:left + 40], part)

    def test_mistakes_are_one_sentence(self):
        with self.assertRaisesRegex(SystemExit, "outside"):
            self.draw("--image", self.image, "100", "0")
        with self.assertRaisesRegex(SystemExit, "no model none"):
            self.draw("--image", self.image, "0", "0", model="none")


if __name__ == "__main__":
    unittest.main()
