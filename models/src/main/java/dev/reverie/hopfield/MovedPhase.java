package dev.reverie.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.ising.Descent;
import dev.reverie.ising.GibbsKernel;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.lang.ref.WeakReference;

/**
 * The negative phase: the patterns of the positive phase's mini-batch, moved by a few sweeps.
 * Sweeps are numbered batch * steps + step, a state by its place in the batch.
 */
final class MovedPhase implements BatchPhase {
  private final Hopfield hopfield;
  private final Patterns patterns;
  private final BatchSchedule batches;
  private final HopfieldLearning learning;
  private final RandomStream orders;
  private final GibbsKernel kernel;

  /** Shares of one batch under one snapshot share what is computed from it. */
  private volatile Prepared prepared;

  private record Prepared(WeakReference<Snapshot> snapshot, Network network) {}

  MovedPhase(
      Hopfield hopfield, Patterns patterns, BatchSchedule batches, HopfieldLearning learning) {
    this.hopfield = hopfield;
    this.patterns = patterns;
    this.batches = batches;
    this.learning = learning;
    this.orders = new RandomStream(learning.seed(), Purpose.UPDATE_ORDER);
    this.kernel =
        GibbsKernel.unitByUnit(
            hopfield.units(), new RandomStream(learning.seed(), Purpose.FRESH_VISIBLE));
  }

  @Override
  public String name() {
    return "negative";
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public Sums newSums() {
    return new StateSums(hopfield.words());
  }

  @Override
  public long sumsBytes() {
    return (long) batches.size(0) * hopfield.words() * Long.BYTES;
  }

  @Override
  public int items(long batch) {
    return batches.size(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    int[] rows = new int[to - from];
    batches.fill(batch, from, rows.length, rows);
    DenseSpins spins = new DenseSpins(network(snapshot));
    Descent descent = new Descent(hopfield.units(), orders);
    GibbsKernel.Work work = kernel.newWork();
    byte[] state = new byte[hopfield.units()];
    for (int item = from; item < to; item++) {
      spins.set(patterns.spins(rows[item - from]));
      long first = batch * learning.steps();
      if (learning.temperature() == 0) {
        descent.run(spins, item, first, learning.steps());
      } else {
        for (int step = 0; step < learning.steps(); step++) {
          kernel.sweep(spins, learning.temperature(), item, first + step, work);
        }
      }
      spins.copyTo(state);
      ((StateSums) into).add(Patterns.packed(state), 0);
    }
  }

  /** A snapshot is one object for as long as its numbers stay. */
  private Network network(Snapshot snapshot) {
    Prepared last = prepared;
    if (last != null && last.snapshot().get() == snapshot) {
      return last.network();
    }
    synchronized (this) {
      last = prepared;
      if (last == null || last.snapshot().get() != snapshot) {
        Network network = Network.of(hopfield, snapshot.parameters());
        last = new Prepared(new WeakReference<>(snapshot), network);
        prepared = last;
      }
      return last.network();
    }
  }
}
