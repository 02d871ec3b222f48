package dev.reverie.hopfield;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;

/**
 * An update whose parts are the couplings between two groups of 64 units, written on both sides of
 * the diagonal while they are in the caches; the last part is the biases.
 */
abstract class CouplingTiles implements DividedUpdate {
  private static final int GROUP = 64;

  private final int units;
  private final int groups;
  private final Parameters next;

  CouplingTiles(Hopfield hopfield, Parameters next) {
    this.units = hopfield.units();
    this.groups = (units + GROUP - 1) / GROUP;
    this.next = next;
  }

  /**
   * Moves the coupling of two units, i above j.
   *
   * @param place of J_ij within the block, and of J_ji
   */
  abstract void stepCoupling(int place, int mirrored, int i, int j);

  /** Moves the biases. */
  abstract void stepBiases();

  @Override
  public final int parts() {
    return groups * (groups + 1) / 2 + 1;
  }

  @Override
  public final void make(int part) {
    if (part == parts() - 1) {
      stepBiases();
      return;
    }
    int row = 0;
    int column = part;
    while (column > row) {
      row++;
      column -= row;
    }
    for (int i = row * GROUP; i < Math.min((row + 1) * GROUP, units); i++) {
      for (int j = column * GROUP; j < Math.min((column + 1) * GROUP, i); j++) {
        stepCoupling(i * units + j, j * units + i, i, j);
      }
    }
  }

  /** All parts, in this thread. */
  final void makeAll() {
    for (int part = 0; part < parts(); part++) {
      make(part);
    }
    finish();
  }

  @Override
  public final void finish() {
    next.requireBounded();
  }
}
