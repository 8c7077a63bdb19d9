# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Edge scores and tables, with the numbers that the plugin's EdgeScoreTest and EdgeToBitTest hold too."""
import json
import unittest

import numpy as np

from granular_dq.edges import edge_score, edge_table, percentiles, shares, thresholds_at


def pattern(channels, height, width):
    """The test patch of both sides."""
    c, y, x = np.mgrid[:channels, :height, :width]
    return (7 * x + 13 * y + 3 * x * y + 50 * c) % 251


def lookup(table, score):
    return table["bits"][int(np.searchsorted(table["thresholds"], score))]


class ScoreTest(unittest.TestCase):

    def test_known_values(self):
        for shape, score in (((1, 5, 7), 2.1214285714285714), ((3, 5, 7), 2.1212164285714286), ((1, 1, 9), 0.2916666666666667),
                             ((1, 96, 96), 29.82109917534722)):
            self.assertAlmostEqual(edge_score(pattern(*shape)), score, places=9)

    def test_flat_patches_and_slopes_have_no_edges_inside(self):
        self.assertEqual(edge_score(np.full((1, 6, 6), 9.0)), 0)
        line = np.tile(np.arange(8.0), (1, 8, 1))
        self.assertAlmostEqual(edge_score(line), 2 * 8 * 3 / 16 / 64)  # the left and the right column alone


class TableTest(unittest.TestCase):

    def test_shares_have_the_mean(self):
        for fab in np.linspace(4, 8, 33):
            self.assertAlmostEqual(float(np.dot(shares(fab), (4, 5, 8))), fab)
            self.assertAlmostEqual(sum(shares(fab)), 1)
        np.testing.assert_allclose(shares(4.8), (0.5, 0.4, 0.1))
        self.assertRaises(ValueError, shares, 3.9)

    def test_thresholds_are_those_of_the_plugin(self):
        table = percentiles(np.arange(1001) / 10)
        np.testing.assert_allclose(thresholds_at(table, 4.8), (50, 90))
        np.testing.assert_allclose(thresholds_at(table, 4.4), (75, 95))
        np.testing.assert_allclose(thresholds_at(table, 6.5), (-np.inf, 50))
        self.assertEqual(thresholds_at(table, 4), (np.inf, np.inf))
        self.assertEqual(thresholds_at(table, 8), (-np.inf, -np.inf))

    def test_the_lookup_table_gives_the_mean_bits(self):
        rng = np.random.default_rng(1)
        patches = [rng.normal(100, s, (1, 12, 12)) for s in rng.uniform(1, 40, 400)]
        for fab in (4, 4.5, 5.6, 7, 8):
            table = json.loads(json.dumps(edge_table(patches, fab=fab), allow_nan=False))
            found = [lookup(table, edge_score(p)) for p in patches]
            self.assertAlmostEqual(np.mean(found), fab, delta=0.03)
            self.assertEqual(len(table["bits"]), len(table["thresholds"]) + 1)

    def test_errors_decide_which_scores_get_bits(self):
        rng = np.random.default_rng(2)
        patches = [rng.normal(100, s, (1, 12, 12)) for s in rng.uniform(1, 40, 400)]
        scores = np.array([edge_score(p) for p in patches])
        gain = np.where(scores < np.median(scores), 1.0, 0.0)  # smooth patches alone gain from bits
        errors = gain[:, None] * np.array((10, 9, 8, 0))
        table = edge_table(patches, errors, fab=6)
        self.assertEqual(table["bits"], [8, 4])
        self.assertAlmostEqual(table["thresholds"][0], np.median(scores), delta=0.2)
        table = edge_table(patches, errors, fab=4.5)
        self.assertLessEqual(np.mean([lookup(table, s) for s in scores]), 4.5)
        self.assertRaises(ValueError, edge_table, patches, errors[:, :3])


if __name__ == "__main__":
    unittest.main()
