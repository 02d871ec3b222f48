package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * Learns a binary RBM from binary data: a positive phase over mini-batches and the method's
 * negative phase.
 */
public final class RbmObjective implements Objective {
  private final Rbm rbm;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final RbmLearning learning;
  private final List<Phase> phases;

  public RbmObjective(Rbm rbm, BinaryRows rows, BatchSchedule schedule, RbmLearning learning) {
    if (rows.columns() != rbm.visible()) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the visible units " + rbm.visible());
    }
    this.rbm = rbm;
    this.rows = rows;
    this.schedule = schedule;
    this.learning = learning;
    this.phases = List.of(new ClampedPhase(rbm, rows, schedule), negative());
  }

  private Phase negative() {
    int steps = learning.steps();
    long seed = learning.seed();
    return switch (learning.method()) {
      case PCD -> new ChainsPhase(rbm, learning.particles(), steps, 1f, seed);
      case CD -> FreshChainsPhase.atData(rbm, steps, seed, rows, schedule);
      case ML -> FreshChainsPhase.atNoise(rbm, steps, seed, learning.particles());
    };
  }

  public Rbm rbm() {
    return rbm;
  }

  @Override
  public Layout layout() {
    return rbm.layout();
  }

  /** Weights from N(0, scale^2) and visible biases at the log-odds of the data's means. */
  @Override
  public void initialise(Parameters parameters) {
    double[] means = rows.means();
    double[] bias = new double[means.length];
    double margin = 1.0 / (rows.rows() + 2);
    for (int i = 0; i < bias.length; i++) {
      double mean = Math.min(Math.max(means[i], margin), 1 - margin);
      bias[i] = StrictMath.log(mean / (1 - mean));
    }
    rbm.initialise(parameters, bias, learning.weightScale(), learning.seed());
  }

  @Override
  public void derive(Parameters parameters) {
    rbm.derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new RbmGradientStep(rbm, learning.schedule(), learning.momentum(), learning.decay());
  }

  @Override
  public long workBytes(int threads) {
    return threads * Scratch.bytes(rbm);
  }

  @Override
  public long updatesPerPass() {
    return schedule.batchesPerPass();
  }
}
