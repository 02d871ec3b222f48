"""Says what of the peers is installed, on one line of JSON. Ends with 2 where nothing may run."""

import importlib
import json
import platform
import sys

import environment


def main():
    versions = {"Python": platform.python_version()}
    missing = []
    blas = {}
    for module in ("numpy", "scipy", "sklearn", "torch"):
        try:
            versions[module] = importlib.import_module(module).__version__
        except ImportError:
            missing.append(module)
    if "numpy" in versions:
        import numpy

        square = numpy.ones((8, 8), numpy.float32)
        square @ square
        blas = environment.loaded_blas()
    # One library may be loaded by two names.
    print(json.dumps({"versions": versions, "missing": missing, "blas": sorted(set(blas.values()))}))


if __name__ == "__main__":
    try:
        main()
    except environment.Unusable as unusable:
        print(unusable, file=sys.stderr)
        sys.exit(2)
