package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;

/**
 * Growth along a ladder of earlier parameters: what is weighed is
 *
 * <pre>
 *  log p*(v) = a . v + sum_j log(1 + exp(x_j))
 * </pre>
 *
 * under the parameters of a state's level and of its neighbours, less what no field would give,
 * which is the same everywhere.
 */
final class TrajectoryGrowth implements LadderGrowth {
  private final TrajectoryView view;
  private final HiddenGrowth hidden;
  private final double[] own = new double[Slab.STATES];
  private final double[] other = new double[Slab.STATES];

  TrajectoryGrowth(Rbm rbm, TrajectoryView view) {
    this.view = view;
    this.hidden = new HiddenGrowth(rbm);
  }

  @Override
  public void prepare(Parameters parameters) {
    // Fields are of each machine's own numbers.
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
    hidden.take(visible, count);
    weigh(parameters, order[rank], visible, count, own);
    Arrays.fill(down, 0, count, 0);
    Arrays.fill(up, 0, count, 0);
    if (rank > 0) {
      weigh(parameters, order[rank - 1], visible, count, other);
      for (int n = 0; n < count; n++) {
        down[n] = own[n] - other[n];
      }
    }
    if (rank + 1 < order.length) {
      weigh(parameters, order[rank + 1], visible, count, other);
      for (int n = 0; n < count; n++) {
        up[n] = other[n] - own[n];
      }
    }
  }

  private void weigh(Parameters parameters, int level, long[] visible, int count, double[] out) {
    Parameters machine = view.machine(parameters, level);
    Rbm rbm = view.structure(level);
    Block bias = rbm.view().visibleBias();
    for (int n = 0; n < count; n++) {
      out[n] = onBias(machine.values(), bias.offset(), visible, n * rbm.visibleWords(), rbm);
    }
    Block hiddenBias = rbm.view().hiddenBias();
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      hidden.prepare(machine, rbm.packedWeights(), rbm.weightsUnit(), hiddenBias, panel);
      for (int n = 0; n < count; n++) {
        out[n] += hidden.ofPanel(n, 0, 1);
      }
    }
    for (int n = 0; n < count; n++) {
      out[n] += hidden.ofGroups(n, 0, 1);
      LadderGrowth.requireFinite(out[n]);
    }
  }

  private static double onBias(float[] values, int bias, long[] visible, int at, Rbm rbm) {
    double sum = 0;
    for (int word = 0; word < rbm.visibleWords(); word++) {
      for (long on = visible[at + word]; on != 0; on &= on - 1) {
        sum += values[bias + word * Panels.WIDTH + Long.numberOfTrailingZeros(on)];
      }
    }
    return sum;
  }
}
