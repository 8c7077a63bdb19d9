# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""PyTorch side of Granular-DQ for Fiji: makes, measures and exports the models that the plugin runs."""
