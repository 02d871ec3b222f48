package dev.reverie.numeric.vector;

/**
 * Panels in vectors of 128, 256 or 512 bits: the machine's width, or the one that the system
 * property {@code reverie.numeric} names.
 *
 * <p>The loops of its parts are kept out of line, each a method that is compiled on its own:
 * inlined into one big method some of their vectors would end up on the heap, and so would vectors
 * that are handed from one such method to another. So they take arrays and places, never vectors.
 * What they may inline lies in {@link Species}; a method that is big on its own must not need even
 * that, as the JVM (17) inlines only the Vector API's methods into one of some 18,000 nodes.
 * Vectors of ints have one length: with those of another the JVM would keep neither in registers.
 */
public final class LaneOps
    implements LaneBits, LaneRows, LaneProducts, LaneUnits, LaneWeights, LaneSteps, LaneGrowth {
  /** For {@link dev.reverie.numeric.VectorOps#best()}, which loads this class by name. */
  public LaneOps() {}

  @Override
  public String name() {
    return "vector " + Species.SHAPE.vectorBitSize() + " bits";
  }
}
