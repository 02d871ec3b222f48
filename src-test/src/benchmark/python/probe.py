"""Says what of the peers is installed, on one line of JSON. Ends with 2 where nothing may run."""

import importlib
import json
import platform
import sys
import time

import environment


def main():
    versions = {"Python": platform.python_version()}
    missing = []
    blas = {}
    for module in ("numpy", "scipy", "sklearn", "torch"):
        try:
            versions[module] = importlib.import_module(module).__version__
        except (ImportError, AttributeError):
            missing.append(module)
    gflops = 0
    if "numpy" in versions:
        blas = environment.loaded_blas()
        gflops = fastest_product(2000)
    # One library may be loaded by two names.
    names = sorted(set(blas.values()))
    print(json.dumps({"versions": versions, "missing": missing, "blas": names, "gflops": gflops}))


def fastest_product(n, times=20):
    """GFLOP/s of the best of some products of two n x n matrices, in single precision."""
    import numpy

    a = numpy.random.default_rng(1).standard_normal((n, n), numpy.float32)
    out = numpy.empty_like(a)
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        numpy.matmul(a, a, out=out)
        best = min(best, time.perf_counter() - start)
    return 2.0 * n**3 / best / 1e9


if __name__ == "__main__":
    try:
        main()
    except environment.Unusable as unusable:
        print(unusable, file=sys.stderr)
        sys.exit(2)
