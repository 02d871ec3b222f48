package dev.reverie.energy;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/**
 * The positive phase: sums of -dE/dtheta over rows of data, all of them at every update or one
 * mini-batch.
 */
public final class DataMoments implements BatchPhase {
  private final Energy energy;
  private final Theta theta;
  private final DataRows rows;

  public DataMoments(Energy energy, Theta theta, DataRows rows) {
    this.energy = energy;
    this.theta = theta;
    this.rows = rows;
  }

  @Override
  public String name() {
    return "positive";
  }

  @Override
  public int sign() {
    return 1;
  }

  @Override
  public Sums newSums() {
    return new ExactSums(energy.parameterNames());
  }

  @Override
  public long sumsBytes() {
    return ExactSums.bytes(energy.parameterNames());
  }

  @Override
  public int items(long batch) {
    return rows.size(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    ExactSums sums = (ExactSums) into;
    double[] at = theta.read(snapshot.parameters());
    double[] gradient = new double[theta.length()];
    for (double[] state : rows.states(batch, from, to)) {
      energy.gradient(state, at, gradient);
      for (int k = 0; k < gradient.length; k++) {
        sums.add(k, -gradient[k]);
      }
    }
  }
}
