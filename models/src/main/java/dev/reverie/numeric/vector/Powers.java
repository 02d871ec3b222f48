package dev.reverie.numeric.vector;

import jdk.incubator.vector.IntVector;

/** Constants by lane. */
final class Powers {
  private Powers() {}

  /** 2^k in lane k. */
  static IntVector ofTwo() {
    int[] powers = new int[Species.LANES];
    for (int lane = 0; lane < powers.length; lane++) {
      powers[lane] = 1 << lane;
    }
    return IntVector.fromArray(Species.INTS, powers, 0);
  }
}
