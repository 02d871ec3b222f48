"""Gibbs sweeps (visible, then hidden) of 100 particles in NumPy, for every kind of discrete unit."""

import numpy as np

from numpy_training import logistic

PARTICLES, VISIBLE, HIDDEN, STATES, LABELS = 100, 784, 500, 4, 10
SCALE = 0.1
STEP = 10


class Sweep:
    """kind -- binary, spin, softmax (visible groups of four) or label (ten more units, one softmax group)"""

    def __init__(self, kind, data):
        self.kind = kind
        self.random = np.random.Generator(np.random.PCG64(1))
        single = np.float32
        visible = VISIBLE + (LABELS if kind == "label" else 0)
        self.w = self.random.standard_normal((visible, HIDDEN), single) * single(SCALE)
        self.a = biases(kind, data, visible)
        self.b = np.zeros(HIDDEN, single)
        self.h = (self.random.random((PARTICLES, HIDDEN)) < 0.5).astype(single)
        if kind == "spin":
            self.h = 2 * self.h - 1
        self.v = np.empty((PARTICLES, visible), single)
        self.field = np.empty((PARTICLES, visible), single)
        self.hidden_field = np.empty((PARTICLES, HIDDEN), single)
        self.uv = np.empty((PARTICLES, VISIBLE), single)
        self.uh = np.empty((PARTICLES, HIDDEN), single)

    def warm_up(self):
        self.step()
        on = np.mean(self.v > 0)
        return [f"{100 * on:.1f} % of the visible units are on"], {}

    def _draw(self, field, bias, uniforms, out):
        """Binary units, or spins, whose probabilities are logistic(2 field)."""
        if self.kind == "spin":
            field *= np.float32(2)
            logistic(field, 2 * bias)
        else:
            logistic(field, bias)
        self.random.random(out=uniforms, dtype=np.float32)
        np.less(uniforms, field, out=out, casting="unsafe")
        if self.kind == "spin":
            out *= np.float32(2)
            out -= np.float32(1)

    def _draw_groups(self, field, bias, states, out):
        """One of every so many units: the largest of the fields with Gumbel noise."""
        uniforms = self.random.random(field.shape, np.float32)
        noisy = (field + bias - np.log(-np.log(uniforms + np.float32(1e-12)))).reshape(-1, states)
        chosen = noisy.argmax(1)
        one = np.zeros_like(noisy)
        one[np.arange(len(one)), chosen] = 1
        out[...] = one.reshape(field.shape)

    def _sweep(self):
        np.dot(self.h, self.w.T, out=self.field)
        if self.kind == "softmax":
            self._draw_groups(self.field, self.a, STATES, self.v)
        elif self.kind == "label":
            pixels, labels = slice(0, VISIBLE), slice(VISIBLE, None)
            self._draw_groups(self.field[:, labels], self.a[labels], LABELS, self.v[:, labels])
            self._draw(self.field[:, pixels], self.a[pixels], self.uv, self.v[:, pixels])
        else:
            self._draw(self.field, self.a, self.uv, self.v)
        np.dot(self.v, self.w, out=self.hidden_field)
        self._draw(self.hidden_field, self.b, self.uh, self.h)

    def step(self):
        for _ in range(STEP):
            self._sweep()
        return {"sweeps": STEP, "particleSweeps": STEP * PARTICLES}


def biases(kind, data, visible):
    """The log-odds of the data's pixels; half of them for spins, 0 for softmax groups."""
    if kind == "softmax":
        return np.zeros(visible, np.float32)
    means = np.clip(data.mean(0), 1e-3, 1 - 1e-3)
    odds = np.log(means / (1 - means)).astype(np.float32)
    if kind == "spin":
        return odds / 2
    return np.concatenate([odds, np.zeros(visible - len(odds), np.float32)])
