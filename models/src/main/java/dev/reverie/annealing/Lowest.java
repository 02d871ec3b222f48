package dev.reverie.annealing;

import dev.reverie.ising.Spins;

/** The state of lowest energy among those looked at. */
final class Lowest {
  private final Spins spins;
  private final byte[] states;
  private double energy;

  /** Looks for the first time. */
  Lowest(Spins spins) {
    this.spins = spins;
    this.states = new byte[spins.units()];
    this.energy = spins.energy();
    spins.copyTo(states);
  }

  void look() {
    if (spins.energy() < energy) {
      energy = spins.energy();
      spins.copyTo(states);
    }
  }

  double energy() {
    return energy;
  }

  byte[] states() {
    return states;
  }
}
