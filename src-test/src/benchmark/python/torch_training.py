"""PCD-1 in PyTorch as one writes it by hand: in place, preallocated, no autograd, float32.

Data and particles lie in one matrix, so that one product gives the hidden units of both, and one more
the whole gradient.
"""

import torch

from choice import quickest

BATCH, HIDDEN, RATE = 100, 500, 0.1
STEP = 20


class Training:
    def __init__(self, data):
        torch.set_num_threads(1)
        torch.set_grad_enabled(False)
        torch.manual_seed(1)
        self.data = torch.from_numpy(data)
        visible = data.shape[1]
        self.w = torch.randn(visible, HIDDEN) * 0.01
        self.a = torch.zeros(visible)
        self.b = torch.zeros(HIDDEN)
        self.v = torch.empty(2 * BATCH, visible)
        self.p = torch.empty(2 * BATCH, HIDDEN)
        self.h = torch.randint(0, 2, (BATCH, HIDDEN)).float()
        self.pv = torch.empty(BATCH, visible)
        self.uv = torch.empty(BATCH, visible)
        self.uh = torch.empty(BATCH, HIDDEN)
        self.signs = torch.cat([torch.ones(BATCH), -torch.ones(BATCH)])
        self.order = torch.randperm(len(data))
        self.at = 0

    def warm_up(self):
        ways = {
            "torch.bernoulli": lambda: self._update(self._bernoulli),
            "torch.rand and lt": lambda: self._update(self._compare),
        }
        chosen, times = quickest(ways, seconds=1.0)
        self.draw = self._bernoulli if chosen == "torch.bernoulli" else self._compare
        tried = ", ".join(f"{name} {1 / time:.0f}" for name, time in times.items())
        return [f"states drawn by {chosen}; updates/s at best: {tried}"], {}

    @staticmethod
    def _bernoulli(p, uniforms, out):
        torch.bernoulli(p, out=out)

    @staticmethod
    def _compare(p, uniforms, out):
        torch.rand(p.shape, out=uniforms)
        torch.lt(uniforms, p, out=out)

    def _next_batch(self):
        if self.at + BATCH > len(self.order):
            self.order = torch.randperm(len(self.data))
            self.at = 0
        rows = self.order[self.at : self.at + BATCH]
        self.at += BATCH
        return rows

    def _update(self, draw):
        torch.index_select(self.data, 0, self._next_batch(), out=self.v[:BATCH])
        torch.addmm(self.a, self.h, self.w.t(), out=self.pv).sigmoid_()
        draw(self.pv, self.uv, self.v[BATCH:])
        torch.addmm(self.b, self.v, self.w, out=self.p).sigmoid_()
        draw(self.p[BATCH:], self.uh, self.h)
        self.p[BATCH:].neg_()
        rate = RATE / BATCH
        self.w.addmm_(self.v.t(), self.p, alpha=rate)
        self.a.addmv_(self.v.t(), self.signs, alpha=rate)
        self.b.add_(self.p.sum(0), alpha=rate)

    def step(self):
        for _ in range(STEP):
            self._update(self.draw)
        return {"updates": STEP, "cases": STEP * BATCH, "particleSweeps": STEP * BATCH}
