# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026, Granular-DQ developers
"""Opens packages that `granular-dq models export` wrote with the readers of bioimage.io, and runs them with TensorFlow:
by itself, and by the test of bioimageio.core, which normalises as rdf.yaml says and tries several sizes.

    pip install bioimageio.spec bioimageio.core "tensorflow-cpu==2.19.*" "pydantic<2.12"
    python check_bioimage.py model.zip...

(With pydantic 2.14, bioimageio.spec 0.5.12.0 fails in its own serializer.) Ends with status 1 if a package is not as it should be.
"""
import os
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
from bioimageio.core import test_model
from bioimageio.spec import InvalidDescr, load_description


def described(path):
    """The package's description, or None if the specification's own validator refuses it."""
    model = load_description(path, format_version="discover")
    for detail in model.validation_summary.details:
        for finding in list(detail.errors) + list(detail.warnings):
            print("  ", type(finding).__name__, ".".join(map(str, finding.loc)), finding.msg)
    print("  ", "format", model.validation_summary.status)
    return None if isinstance(model, InvalidDescr) else model


def computed(path):
    """Largest difference, and part of values beyond 0.05 grey levels, of the graph on the test input, in TensorFlow alone."""
    import tensorflow as tf
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as package:
        package.extractall(folder)
        with zipfile.ZipFile(os.path.join(folder, "saved_model.zip")) as weights:
            weights.extractall(os.path.join(folder, "saved_model"))
        run = tf.saved_model.load(os.path.join(folder, "saved_model")).signatures["serving_default"]
        x = np.load(os.path.join(folder, "test_input.npy")).astype(np.float64)
        low, high = np.percentile(x, [0.1, 99.9], axis=(2, 3), keepdims=True)
        x = ((x - low) / (high - low + 1e-6) * 255).astype(np.float32)
        expected = np.load(os.path.join(folder, "test_output.npy"))
        difference = np.abs(run(tf.constant(x))["enlarged"].numpy() - expected)
        # Batches of any number and images of any size.
        pair = run(tf.constant(np.concatenate([x, x[:, :, ::-1]])[:, :, :41, :37]))["enlarged"].numpy()
        assert pair.shape == (2, x.shape[1], 41 * expected.shape[2] // x.shape[2], 37 * expected.shape[3] // x.shape[3])
        print("   TensorFlow %s: largest difference %.3g grey levels, RMS %.3g, %.4f %% beyond 0.05" % (tf.__version__, difference.max(),
              np.sqrt((difference ** 2).mean()), 100 * (difference > 0.05).mean()))
        return difference


def main(paths):
    """Checks packages."""
    failed = False
    for path in paths:
        print(path)
        model = described(path)
        if model is None:
            failed = True
            continue
        failed |= bool((computed(path) > 0.05).mean() > 0.005)
        summary = test_model(model)
        for detail in summary.details:
            print("   bioimageio.core:", detail.name, detail.status)
        failed |= summary.status != "passed"
        if summary.status != "passed":
            summary.display()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
