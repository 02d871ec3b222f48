package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;

/** Sums over states one at a time, in whole units of 2^-20. */
final class NaiveSums {
  private final Rbm rbm;
  private final long[] weights;
  private final long[] visible;
  private final long[] hidden;

  NaiveSums(Rbm rbm) {
    this.rbm = rbm;
    this.weights = new long[rbm.visible() * rbm.hidden()];
    this.visible = new long[rbm.visible()];
    this.hidden = new long[rbm.hidden()];
  }

  void add(Parameters parameters, long[] state) {
    int[] probabilities = new int[Panels.padded(rbm.hidden())];
    Scratch scratch = rbm.borrow();
    rbm.hiddenSide()
        .draw(
            parameters,
            1f,
            state,
            0,
            1,
            null,
            0,
            scratch.steps,
            0,
            null,
            0,
            probabilities,
            scratch);
    rbm.giveBack(scratch);
    for (int i = 0; i < rbm.visible(); i++) {
      if (Enumerated.on(state, i)) {
        visible[i]++;
        for (int j = 0; j < rbm.hidden(); j++) {
          weights[i * rbm.hidden() + j] += probabilities[j];
        }
      }
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      hidden[j] += probabilities[j];
    }
  }

  void assertEqual(RbmSums sums, String what) {
    for (int i = 0; i < rbm.visible(); i++) {
      assertEquals(visible[i], sums.visible[i], what);
      for (int j = 0; j < Panels.padded(rbm.hidden()); j++) {
        long expected = j < rbm.hidden() ? weights[i * rbm.hidden() + j] : 0;
        assertEquals(expected, weight(sums, i, j), what);
      }
    }
    for (int j = 0; j < Panels.padded(rbm.hidden()); j++) {
      assertEquals(j < rbm.hidden() ? hidden[j] : 0, sums.hidden[j], what);
    }
  }

  private long weight(RbmSums sums, int i, int j) {
    int index = Panels.plainIndex(rbm.visible(), i, j);
    return sums.isNarrow()
        ? sums.narrowWeights[Panels.LEAD_IN + index]
        : sums.wideWeights[Panels.LEAD_IN / 2 + index];
  }
}
