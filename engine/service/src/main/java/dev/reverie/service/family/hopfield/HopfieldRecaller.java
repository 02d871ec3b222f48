package dev.reverie.service.family.hopfield;

import dev.reverie.hopfield.Network;
import dev.reverie.hopfield.Recall;
import dev.reverie.ising.SpinStates;
import dev.reverie.service.family.Recaller;

/** Recall by asynchronous threshold updates, to a fixed point. One thread at a time. */
final class HopfieldRecaller implements Recaller {
  private final Recall recall;
  private final int stored;

  HopfieldRecaller(Network network, int stored, long seed) {
    this.recall = new Recall(network, seed);
    this.stored = stored;
  }

  @Override
  public int stored() {
    return stored;
  }

  @Override
  public float[] corrupted(float[] row, double probability, int item) {
    return BitStates.units(recall.corrupted(BitStates.spins(row), probability, item));
  }

  @Override
  public float[] recalled(float[] row, int item) {
    return BitStates.units(recall.from(BitStates.spins(row), item).states());
  }

  @Override
  public double overlap(float[] row, float[] other) {
    return SpinStates.overlap(BitStates.spins(row), BitStates.spins(other));
  }
}
