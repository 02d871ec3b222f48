"""scikit-learn's BernoulliRBM: PCD-1, with as many particles as a batch has cases."""

import warnings

import numpy as np
from scipy import sparse
from sklearn.neural_network import BernoulliRBM

from choice import quickest

BATCH, HIDDEN, RATE = 100, 500, 0.1
TRIAL = 20
"""Updates of one trial, and of one step that is timed."""


class Training:
    def __init__(self, data):
        order = np.random.default_rng(1).permutation(len(data))
        self.data = data[order[: len(data) // BATCH * BATCH]]
        self.batches = len(self.data) // BATCH
        self.at = 0

    def warm_up(self):
        forms = {
            "float32": self.data,
            "float64": self.data.astype(np.float64),
            "sparse float32": sparse.csr_matrix(self.data),
        }
        ways = {}
        for name, rows in forms.items():
            ways["partial_fit, " + name] = self._partial_fit(rows)
            ways["fit, " + name] = self._fit(rows)
        ways["partial_fit after fit, float32"] = self._partial_fit(
            self.data, started(self._model(), self.data)
        )
        chosen, times = quickest(ways, seconds=1.0)
        self.chosen = ways[chosen]
        tried = ", ".join(f"{name} {TRIAL / time:.0f}" for name, time in times.items())
        return [f"{chosen}; updates/s of each way: {tried}"], {}

    def _partial_fit(self, rows, model=None):
        model = model or self._model()

        def run():
            for _ in range(TRIAL):
                model.partial_fit(rows[self.at * BATCH : (self.at + 1) * BATCH])
                self.at = (self.at + 1) % self.batches

        return run

    def _fit(self, rows):
        model = self._model()

        def run():
            if self.at + TRIAL > self.batches:
                self.at = 0
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                model.fit(rows[self.at * BATCH : (self.at + TRIAL) * BATCH])
            self.at = (self.at + TRIAL) % self.batches

        return run

    @staticmethod
    def _model():
        return BernoulliRBM(
            n_components=HIDDEN, learning_rate=RATE, batch_size=BATCH, n_iter=1, random_state=1
        )

    def step(self):
        self.chosen()
        return {
            "updates": TRIAL,
            "cases": TRIAL * BATCH,
            "particleSweeps": TRIAL * BATCH,
        }


def started(model, rows):
    """A model whose numbers are of the rows' type: partial_fit alone would begin in float64."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(rows[:BATCH])
