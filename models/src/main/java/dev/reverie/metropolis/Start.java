package dev.reverie.metropolis;

import dev.reverie.energy.Alphabet;
import dev.reverie.energy.Energy;
import dev.reverie.random.RandomStream;

/**
 * Where particles start: real coordinates drawn from a normal distribution around a centre, with
 * the same spread in all; coordinates with letters from any of these, whatever the centre.
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
  void draw(Energy energy, RandomStream random, int particle, long attempt, double[] x) {
    for (int i = 0; i < x.length; i++) {
      Alphabet alphabet = energy.alphabet(i);
      x[i] =
          alphabet.isReal()
              ? centre[i] + spread * random.gaussian(particle, attempt, i)
              : alphabet.letter(random.below(alphabet.size(), particle, attempt, 2 * i));
    }
  }
}
