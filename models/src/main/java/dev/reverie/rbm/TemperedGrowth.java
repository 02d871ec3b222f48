package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;

/**
 * Growth along a ladder of temperatures: with fields x_j of the learned machine
 *
 * <pre>
 *  log p*(v) = (1 - beta) base . v + beta a . v + sum_j log(1 + exp(beta x_j))
 * </pre>
 */
final class TemperedGrowth implements LadderGrowth {
  private final Rbm rbm;
  private final TemperedView view;
  private final HiddenGrowth hidden;
  private final double[] slopes;

  TemperedGrowth(Rbm rbm, TemperedView view) {
    this.rbm = rbm;
    this.view = view;
    this.hidden = new HiddenGrowth(rbm);
    this.slopes = new double[rbm.visible()];
  }

  @Override
  public void prepare(Parameters parameters) {
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = view.slope(parameters, i);
    }
  }

  @Override
  public void of(
      Parameters parameters,
      int[] order,
      int rank,
      long[] visible,
      int count,
      double[] down,
      double[] up) {
    int words = rbm.visibleWords();
    float beta = view.beta(parameters, order[rank]);
    float toUpper = rank + 1 < order.length ? view.beta(parameters, order[rank + 1]) - beta : 0;
    float lower = rank > 0 ? view.beta(parameters, order[rank - 1]) : beta;
    hidden.take(visible, count);
    for (int n = 0; n < count; n++) {
      double slope = slope(visible, n * words);
      down[n] = (beta - lower) * slope;
      up[n] = toUpper * slope;
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      hidden.prepare(
          parameters, rbm.packedWeights(), rbm.weightsUnit(), rbm.view().hiddenBias(), panel);
      for (int n = 0; n < count; n++) {
        down[n] += hidden.ofPanel(n, lower, beta - lower);
        up[n] += hidden.ofPanel(n, beta, toUpper);
      }
    }
    for (int n = 0; n < count; n++) {
      down[n] += hidden.ofGroups(n, lower, beta - lower);
      up[n] += hidden.ofGroups(n, beta, toUpper);
      LadderGrowth.requireFinite(down[n]);
      LadderGrowth.requireFinite(up[n]);
    }
  }

  private double slope(long[] visible, int at) {
    double sum = 0;
    for (int word = 0; word < rbm.visibleWords(); word++) {
      for (long on = visible[at + word]; on != 0; on &= on - 1) {
        sum += slopes[word * Panels.WIDTH + Long.numberOfTrailingZeros(on)];
      }
    }
    return sum;
  }
}
