package dev.reverie.boltzmann;

import dev.reverie.random.RandomStream;

/** States that lanes begin with. */
final class Clamping {
  private Clamping() {}

  /** Visible units and labels from a row of data, packed. */
  static void clamp(BoltzmannMachine machine, long[] row, Lanes lanes, int lane) {
    for (int column = 0; column < machine.roles().columns(); column++) {
      boolean on = (row[column >>> 6] >>> column & 1) != 0;
      lanes.set(machine.wiring().placeOf(column), lane, on);
    }
  }

  /** Units of a mask at fair coins; of labels one. */
  static void coins(
      BoltzmannMachine machine,
      RandomStream coins,
      int item,
      long step,
      long[] mask,
      Lanes lanes,
      int lane) {
    Wiring wiring = machine.wiring();
    int labels = machine.roles().labels();
    for (int place = 0; place < wiring.units(); place++) {
      boolean label = place >= wiring.labelStart() && place < wiring.freeStart();
      if (!label && (mask[place / Wiring.WIDTH] >>> place & 1) != 0) {
        lanes.set(place, lane, coins.bits(item, step, place) < 0);
      }
    }
    int start = wiring.labelStart();
    if (labels > 0 && (mask[start / Wiring.WIDTH] >>> start & 1) != 0) {
      int chosen = coins.below(labels, item, step, start);
      for (int label = 0; label < labels; label++) {
        lanes.set(start + label, lane, label == chosen);
      }
    }
  }
}
