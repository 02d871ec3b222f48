"""One peer: warms up, says so on one line of JSON, and for every line it reads measures one round.

The argument is the workload's settings in JSON, the same for every language.
"""

import json
import sys
import time

import environment  # noqa: F401  before NumPy

import numpy as np


def workload(settings):
    name = settings["workload"]
    if name == "sgemm":
        import sgemm

        return sgemm.Sweep(settings["seconds"])
    data = states(settings["data"])
    if name == "sklearn":
        import sklearn_training

        return sklearn_training.Training(data)
    if name == "torch":
        import torch_training

        return torch_training.Training(data)
    if name == "numpy":
        import numpy_training

        return numpy_training.Training(data)
    if name == "sklearn-curve":
        import sklearn_curve

        return sklearn_curve.Curve(data, settings)
    if name.startswith("kind-"):
        import numpy_sweep

        return numpy_sweep.Sweep(name[len("kind-") :], data)
    raise environment.Unusable(
        f"workload={name}, must be sgemm, sklearn, torch, numpy, sklearn-curve or kind-KIND"
    )


def states(file):
    """Rows of 0 and 255 as float32 of 0 and 1."""
    return (np.load(file) > 127).astype(np.float32)


def measure(work, seconds):
    """Whole steps until so many seconds are over; a step says what it did."""
    counts = {}
    start = time.perf_counter()
    while True:
        for what, count in work.step().items():
            counts[what] = counts.get(what, 0) + count
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return {"seconds": elapsed, "counts": counts}


def main(settings):
    work = workload(settings)
    notes, figures = work.warm_up()
    environment.loaded_blas()
    print(json.dumps({"notes": notes, "figures": figures}), flush=True)
    for _ in sys.stdin:
        result = work.round() if hasattr(work, "round") else measure(work, settings["seconds"])
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]))
    except environment.Unusable as unusable:
        print(unusable, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
