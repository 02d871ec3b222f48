package dev.reverie.hopfield;

import dev.reverie.optimise.Schedule;

/**
 * How couplings are learned by gradient: outer products of patterns less those of states that were
 * patterns some updates ago, as in contrastive divergence (Hinton 2002).
 *
 * @param steps sweeps that a pattern is moved by, at least 1
 * @param temperature of these sweeps; 0 for threshold updates, which learn until every pattern is a
 *     fixed point and no longer
 * @param hebbianStart whether learning starts from the couplings of Hebb's rule, not from 0
 * @param biases whether biases are learned too
 * @param rate the learning rate
 * @param momentum in [0, 1)
 * @param decay factor of half the sum of squared couplings
 * @param seed of the random numbers
 */
public record HopfieldLearning(
    int steps,
    double temperature,
    boolean hebbianStart,
    boolean biases,
    Schedule rate,
    double momentum,
    double decay,
    long seed) {
  public HopfieldLearning {
    if (steps < 1) {
      throw new IllegalArgumentException("steps=" + steps + ", must be at least 1");
    }
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature=" + temperature + ", must be finite and not negative");
    }
    if (temperature == 0 && !hebbianStart) {
      throw new IllegalArgumentException(
          "temperature=0, must be positive without a Hebbian start: without couplings no threshold"
              + " update changes a pattern, and there is nothing to learn from");
    }
    if (!(momentum >= 0 && momentum < 1) || !(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "momentum="
              + momentum
              + " decay="
              + decay
              + ", must lie in [0, 1), and be finite and not negative");
    }
  }
}
