package dev.reverie.metropolis;

import dev.reverie.energy.DataRows;
import dev.reverie.energy.ExactSums;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;

/**
 * A negative phase whose particles start anew at every update: at the data of the positive phase's
 * mini-batch (CD-k, Hinton 2002), or at their start (maximum likelihood with burn-in). Sums are
 * those of {@link MetropolisPhase}.
 */
final class FreshChainsPhase implements BatchPhase {
  private final Sampler sampler;
  private final DataRows rows;

  private FreshChainsPhase(Sampler sampler, DataRows rows) {
    this.sampler = sampler;
    this.rows = rows;
  }

  /** One particle for each case of a mini-batch, which starts there. */
  static FreshChainsPhase atData(Sampler sampler, DataRows rows) {
    return new FreshChainsPhase(sampler, rows);
  }

  /** As many particles as the sampler has, which start as those that persist. */
  static FreshChainsPhase atStart(Sampler sampler) {
    return new FreshChainsPhase(sampler, null);
  }

  @Override
  public String name() {
    return sampler.phase();
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public Sums newSums() {
    return sampler.newSums();
  }

  @Override
  public long sumsBytes() {
    return sampler.sumsBytes();
  }

  @Override
  public int items(long batch) {
    return rows == null ? sampler.chains().particles() : rows.size(batch);
  }

  /** Steps are numbered batch * steps + step, a particle by its place in the batch. */
  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    Mover mover = sampler.newMover();
    mover.read(snapshot.parameters());
    double[][] states = states(snapshot, batch, from, to);
    int steps = sampler.chains().steps();
    for (int item = from; item < to; item++) {
      double[] x = states[item - from];
      for (int step = 0; step < steps; step++) {
        boolean last = step == steps - 1;
        mover.move(x, item, batch * steps + step, last ? (ExactSums) into : null);
      }
    }
  }

  /** Where particles start, to be written by who asked. */
  private double[][] states(Snapshot snapshot, long batch, int from, int to) {
    if (rows != null) {
      double[][] states = rows.states(batch, from, to);
      for (int place = 0; place < states.length; place++) {
        states[place] = states[place].clone();
      }
      return states;
    }
    double[] at = sampler.theta().read(snapshot.parameters());
    double[][] states = new double[to - from][sampler.dimensions()];
    for (int item = from; item < to; item++) {
      long attempt = batch * Sampler.ATTEMPTS;
      sampler.start(states[item - from], at, Purpose.FRESH_START, item, attempt);
    }
    return states;
  }
}
