"""A training by scikit-learn from its start, with its parameters at given seconds of training."""

import json
import os
import time

import numpy as np
from sklearn.neural_network import BernoulliRBM

from sklearn_training import started

BATCH, HIDDEN = 100, 500


class Curve:
    def __init__(self, data, settings):
        self.data = data
        self.settings = settings

    def warm_up(self):
        return [], {}

    def round(self):
        """Trains; the clock stands still while parameters are written."""
        seed = self.settings["seed"]
        random = np.random.default_rng(seed)
        model = BernoulliRBM(
            n_components=HIDDEN,
            learning_rate=self.settings["rate"],
            batch_size=BATCH,
            n_iter=1,
            random_state=np.random.RandomState(seed),
        )
        due = list(self.settings["moments"])
        points = []
        updates, elapsed = 1, 0.0
        start = time.perf_counter()
        started(model, self.data[random.permutation(len(self.data))[:BATCH]])
        most = self.settings["updates"]
        while due and updates < most:
            order = random.permutation(len(self.data))
            for at in range(0, min(len(order) - BATCH + 1, (most - updates) * BATCH), BATCH):
                model.learning_rate = self._rate(updates)
                model.partial_fit(self.data[order[at : at + BATCH]])
                updates += 1
                now = elapsed + time.perf_counter() - start
                if due and now >= due[0]:
                    elapsed = now
                    points.append(self._dump(model, len(points), now, updates))
                    due = [moment for moment in due if moment > now]
                    start = time.perf_counter()
        elapsed += time.perf_counter() - start
        points.append(self._dump(model, len(points), elapsed, updates))
        with open(os.path.join(self.settings["folder"], "points.json"), "w") as file:
            json.dump({"points": points}, file)
        return {"seconds": elapsed, "counts": {"updates": updates}}

    def _rate(self, updates):
        fall = self.settings["fall"]
        return self.settings["rate"] * (max(0, 1 - updates / fall) if fall else 1)

    def _dump(self, model, number, seconds, updates):
        name = f"point-{number:02d}"
        arrays = {
            "weights": model.components_.T,
            "visible-bias": model.intercept_visible_[None, :],
            "hidden-bias": model.intercept_hidden_[None, :],
        }
        for kind, array in arrays.items():
            file = os.path.join(self.settings["folder"], f"{name}-{kind}.npy")
            np.save(file, np.ascontiguousarray(array, np.float32))
        return {"name": name, "seconds": seconds, "updates": updates}
