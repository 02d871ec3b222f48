package dev.reverie.hopfield;

import dev.reverie.parameter.Parameters;

/** Adds outer products to couplings. */
final class HebbianStep extends CouplingTiles {
  private final OuterProducts products;
  private final float[] values;
  private final int at;
  private final int units;

  /**
   * @param next as it was before the step
   */
  HebbianStep(Hopfield hopfield, OuterProducts products, Parameters next) {
    super(hopfield, next);
    this.products = products;
    this.values = next.values();
    this.at = hopfield.couplings().offset();
    this.units = hopfield.units();
  }

  @Override
  void stepCoupling(int place, int mirrored, int i, int j) {
    double stored = Math.rint((double) values[at + place] * units);
    float coupling = (float) ((stored + products.product(i, j)) / units);
    values[at + place] = coupling;
    values[at + mirrored] = coupling;
  }

  @Override
  void stepBiases() {
    // They stay 0.
  }
}
