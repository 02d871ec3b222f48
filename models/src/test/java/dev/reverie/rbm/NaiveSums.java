package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** Sums over states one at a time, in whole units of 2^-14. */
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
    Slab slab = new Slab(rbm);
    Scratch scratch = rbm.borrow();
    rbm.view()
        .hiddenSide()
        .draw(parameters, 1f, state, 0, 1, null, 0, scratch.steps, 0, null, 0, slab, scratch);
    rbm.giveBack(scratch);
    for (int i = 0; i < rbm.visible(); i++) {
      if (Enumerated.on(state, i)) {
        visible[i]++;
        for (int j = 0; j < rbm.hidden(); j++) {
          weights[i * rbm.hidden() + j] += probability(slab, j);
        }
      }
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      hidden[j] += probability(slab, j);
    }
  }

  private static int probability(Slab slab, int j) {
    return Panels.bits(slab.probabilities, Slab.row(j / 64, 0), j % 64);
  }

  void assertEqual(Phase phase, RbmSums sums, String what) {
    MergedPhase merged = MergedPhase.of(rbm, new PhaseStatistics(phase, List.of(sums), 1), 1);
    double[] actual = new double[Panels.WIDTH];
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      merged.sumHidden(panel, actual, new int[Panels.WIDTH]);
      assertArrayEquals(row(hidden, 0, panel), actual, what);
      for (int i = 0; i < rbm.visible(); i++) {
        weights(merged, panel, i, actual);
        assertArrayEquals(row(weights, i, panel), actual, what);
      }
    }
    for (int i = 0; i < rbm.visible(); i++) {
      assertEquals(visible[i], merged.visible(i), what);
    }
  }

  private double[] row(long[] rows, int row, int panel) {
    double[] padded = new double[Panels.WIDTH];
    int first = panel * Panels.WIDTH;
    int count = Math.min(Panels.WIDTH, rbm.hidden() - first);
    for (int column = 0; column < count; column++) {
      padded[column] = rows[row * rbm.hidden() + first + column];
    }
    return padded;
  }

  private void weights(MergedPhase merged, int panel, int i, double[] out) {
    int[] sums = new int[Panels.LEAD_IN + Panels.WIDTH * Panels.WIDTH];
    if (!merged.isWide()) {
      WeightSums of = new WeightSums(rbm, List.of(merged, MergedPhase.missing(rbm)));
      of.sum(0, panel, i & ~63, sums, new int[sums.length]);
      of.giveBack();
    }
    for (int column = 0; column < Panels.WIDTH; column++) {
      int place = Panels.plainIndex(rbm.visible(), i, panel * Panels.WIDTH + column);
      out[column] =
          merged.isWide()
              ? merged.weight(place)
              : sums[Panels.LEAD_IN + (i & 63) * Panels.WIDTH + column];
    }
  }
}
