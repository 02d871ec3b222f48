package dev.reverie.tempering;

/** Straight lines between points whose places grow. */
final class Interpolation {
  private Interpolation() {}

  /** The value at a place between the first and the last. */
  static double at(double place, double[] places, double[] values) {
    int k = 0;
    while (k < places.length - 2 && place > places[k + 1]) {
      k++;
    }
    double width = places[k + 1] - places[k];
    double share = width == 0 ? 0 : (place - places[k]) / width;
    return values[k] + share * (values[k + 1] - values[k]);
  }

  /** 0, then the sums of the first numbers. */
  static double[] cumulated(double[] numbers) {
    double[] sums = new double[numbers.length + 1];
    for (int k = 0; k < numbers.length; k++) {
      sums[k + 1] = sums[k] + numbers[k];
    }
    return sums;
  }
}
