"""The two matrix products of a Gibbs sweep of 100 particles, and nothing else of it."""

import numpy as np
from scipy.linalg.blas import sgemm

from choice import quickest

PARTICLES, VISIBLE, HIDDEN = 100, 784, 500


class Sweep:
    def __init__(self, seconds):
        random = np.random.default_rng(1)
        self.w = random.standard_normal((VISIBLE, HIDDEN), np.float32)
        self.wt = np.ascontiguousarray(self.w.T)
        self.h = (random.random((PARTICLES, HIDDEN)) < 0.5).astype(np.float32)
        self.v = (random.random((PARTICLES, VISIBLE)) < 0.5).astype(np.float32)
        self.visible_field = np.empty((PARTICLES, VISIBLE), np.float32)
        self.hidden_field = np.empty((PARTICLES, HIDDEN), np.float32)
        self.ways_down = self._ways(self.h, self.wt, self.w, self.visible_field)
        self.ways_up = self._ways(self.v, self.w, self.wt, self.hidden_field)

    @staticmethod
    def _ways(x, m, mt, out):
        """All ways to x @ m in C order; a C array is its transpose in the order that BLAS knows."""
        return {
            "numpy.dot": lambda: np.dot(x, m, out=out),
            "numpy.dot, transposed": lambda: np.dot(x, mt.T, out=out),
            "numpy.matmul": lambda: np.matmul(x, m, out=out),
            "numpy.matmul, transposed": lambda: np.matmul(x, mt.T, out=out),
            "scipy sgemm": lambda: sgemm(1, m.T, x.T, 0, c=out.T, overwrite_c=1),
            "scipy sgemm, transposed": lambda: sgemm(
                1, mt.T, x.T, 0, c=out.T, overwrite_c=1, trans_a=1
            ),
        }

    def warm_up(self):
        down, down_times = quickest(self.ways_down)
        up, up_times = quickest(self.ways_up)
        self.down, self.up = self.ways_down[down], self.ways_up[up]
        multiplications = 2 * PARTICLES * VISIBLE * HIDDEN
        return (
            [f"visible by {down}, hidden by {up}: the quickest of {len(self.ways_down)} ways"],
            {
                "visible GFLOP/s": multiplications / down_times[down] / 1e9,
                "hidden GFLOP/s": multiplications / up_times[up] / 1e9,
            },
        )

    def step(self):
        for _ in range(10):
            self.down()
            self.up()
        return {"sweeps": 10, "particleSweeps": 10 * PARTICLES}
