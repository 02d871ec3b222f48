package dev.reverie.rbm;

/** Working memory for one slab of ladders. Borrowed from the model by one thread at a time. */
final class LadderScratch {
  /** Packed visible units of the states of each level in use, from the base on. */
  final long[][] visible;

  /** How much log p* of each level's states grows from the next lower level. */
  final double[][] down;

  /** How much log p* of each level's states grows to the next upper level. */
  final double[][] up;

  final LadderGrowth growth;

  LadderScratch(Rbm rbm) {
    int levels = rbm.ladder().levels();
    this.visible = new long[levels][Slab.STATES * rbm.visibleWords()];
    this.down = new double[levels][Slab.STATES];
    this.up = new double[levels][Slab.STATES];
    this.growth = rbm.ladder().newGrowth();
  }

  /** Bytes that one takes. */
  static long bytes(Rbm rbm) {
    long words = rbm.visibleWords() + 2L;
    return rbm.ladder().levels() * words * Slab.STATES * Long.BYTES + rbm.ladder().growthBytes();
  }
}
