"""PCD-1 in NumPy as one writes it by hand: preallocated, float32, the gradient added in place by BLAS."""

import numpy as np
from scipy.linalg.blas import sgemm

BATCH, HIDDEN, RATE = 100, 500, 0.1
STEP = 20


class Training:
    def __init__(self, data):
        self.random = np.random.Generator(np.random.PCG64(1))
        self.data = data
        visible = data.shape[1]
        single = np.float32
        self.w = self.random.standard_normal((visible, HIDDEN), single) * single(0.01)
        self.a = np.zeros(visible, single)
        self.b = np.zeros(HIDDEN, single)
        self.v = np.empty((2 * BATCH, visible), single)
        self.p = np.empty((2 * BATCH, HIDDEN), single)
        self.h = (self.random.random((BATCH, HIDDEN)) < 0.5).astype(single)
        self.pv = np.empty((BATCH, visible), single)
        self.uv = np.empty((BATCH, visible), single)
        self.uh = np.empty((BATCH, HIDDEN), single)
        self.signs = np.repeat(np.array([1, -1], single), BATCH)
        self.order = self.random.permutation(len(data))
        self.at = 0

    def warm_up(self):
        self.step()
        return ["the gradient by scipy's sgemm in place, uniforms by PCG64"], {}

    def _next_batch(self):
        if self.at + BATCH > len(self.order):
            self.order = self.random.permutation(len(self.data))
            self.at = 0
        rows = self.order[self.at : self.at + BATCH]
        self.at += BATCH
        return rows

    def _draw(self, p, uniforms, out):
        self.random.random(out=uniforms, dtype=np.float32)
        np.less(uniforms, p, out=out, casting="unsafe")

    def _update(self):
        np.take(self.data, self._next_batch(), axis=0, out=self.v[:BATCH], mode="clip")
        np.dot(self.h, self.w.T, out=self.pv)
        logistic(self.pv, self.a)
        self._draw(self.pv, self.uv, self.v[BATCH:])
        np.dot(self.v, self.w, out=self.p)
        logistic(self.p, self.b)
        self._draw(self.p[BATCH:], self.uh, self.h)
        np.negative(self.p[BATCH:], out=self.p[BATCH:])
        rate = RATE / BATCH
        sgemm(rate, self.p.T, self.v.T, 1, c=self.w.T, trans_b=1, overwrite_c=1)
        self.a += np.float32(rate) * (self.signs @ self.v)
        self.b += np.float32(rate) * self.p.sum(0)

    def step(self):
        for _ in range(STEP):
            self._update()
        return {"updates": STEP, "cases": STEP * BATCH, "particleSweeps": STEP * BATCH}


def logistic(field, bias):
    """In place: 1 / (1 + exp(-x)) as (1 + tanh(x / 2)) / 2, which cannot overflow and is the quickest here."""
    field += bias
    field *= np.float32(0.5)
    np.tanh(field, out=field)
    field += np.float32(1)
    field *= np.float32(0.5)
