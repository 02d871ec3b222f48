package dev.reverie.rbm;

/** Working memory for one slab of ladders. Borrowed from the view by one thread at a time. */
final class LadderScratch {
  /** Packed visible units of the states of each temperature. */
  final long[][] visible;

  /** How much log p* of each temperature's states grows from the next lower temperature. */
  final double[][] down;

  /** How much log p* of each temperature's states grows to the next upper temperature. */
  final double[][] up;

  final TemperedGrowth growth;

  LadderScratch(Rbm rbm) {
    int temperatures = rbm.tempered().temperatures();
    this.visible = new long[temperatures][Slab.STATES * rbm.visibleWords()];
    this.down = new double[temperatures][Slab.STATES];
    this.up = new double[temperatures][Slab.STATES];
    this.growth = new TemperedGrowth(rbm);
  }

  /** Bytes that one takes. */
  static long bytes(Rbm rbm) {
    long words = rbm.visibleWords() + 2L;
    return rbm.extras().temperatures() * words * Slab.STATES * Long.BYTES
        + TemperedGrowth.bytes(rbm);
  }
}
