package dev.reverie.metropolis;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * Where particles start: drawn from a normal distribution around a centre, the same spread in all
 * coordinates.
 */
public record Start(double[] centre, double spread) {
  public Start {
    if (!(spread >= 0 && spread < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("spread=" + spread + ", must be finite and not negative");
    }
    for (double coordinate : centre) {
      if (!Double.isFinite(coordinate)) {
        throw new IllegalArgumentException("centre=" + coordinate + ", must be finite");
      }
    }
    centre = centre.clone();
  }

  /** The standard normal distribution. */
  public static Start standard(int dimensions) {
    return new Start(new double[dimensions], 1);
  }

  int dimensions() {
    return centre.length;
  }

  @Override
  public double[] centre() {
    return centre.clone();
  }

  /** Draws a particle's start; each attempt gives another. */
  void draw(long seed, int particle, long attempt, double[] x) {
    RandomStream random = new RandomStream(seed, Purpose.CHAIN_START);
    for (int i = 0; i < x.length; i++) {
      x[i] = centre[i] + spread * random.gaussian(particle, attempt, i);
    }
  }
}
