package dev.reverie.boltzmann;

/** The log of a sum of exp, term after term, without overflow. */
final class LogAdder {
  private double largest = Double.NEGATIVE_INFINITY;
  private double sum;

  void add(double log) {
    if (log > largest) {
      sum = sum * StrictMath.exp(largest - log) + 1;
      largest = log;
    } else if (log > Double.NEGATIVE_INFINITY) {
      sum += StrictMath.exp(log - largest);
    }
  }

  double log() {
    return largest + StrictMath.log(sum);
  }
}
