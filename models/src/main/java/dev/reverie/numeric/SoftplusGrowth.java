package dev.reverie.numeric;

/**
 * The growth of a panel's softplus sum in double precision, from the partial results of the
 * primitive.
 */
public final class SoftplusGrowth {
  private static final VectorOps OPS = VectorOps.best();

  private SoftplusGrowth() {}

  /**
   * By how much {@code log(1 + exp(beta * x))}, summed over 64 fields, grows when beta goes from
   * {@code from} to {@code from + change}. A field of 0 adds nothing: that is what padding must
   * hold.
   *
   * @param work {@link VectorOps#GROWTH_LENGTH} numbers
   */
  public static double of(float[] fields, int offset, float from, float change, float[] work) {
    OPS.softplusGrowth(fields, offset, from, change, work);
    double positive = 0;
    double product = 1;
    for (int part = 0; part < VectorOps.GROWTH_PARTS; part++) {
      positive += work[part];
      product *= 1 - (double) work[VectorOps.GROWTH_PARTS + part];
    }
    return change * positive + StrictMath.log(product);
  }
}
