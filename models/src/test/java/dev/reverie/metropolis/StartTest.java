package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.energy.Energy;
import dev.reverie.random.ChiSquare;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final int PARTICLES = 30_000;

  /** Six letters and spins together are equally likely; false alarms: 1 in 10^7, and 6e-7. */
  @Test
  void shouldDrawLettersFromAllAndNumbersAroundTheCentre() {
    Energy energy = Examples.MIXED.energy();
    Start start = new Start(new double[] {9, -3, 9}, 0.5);
    RandomStream random = new RandomStream(4, Purpose.CHAIN_START);
    long[] counts = new long[6];
    double[] numbers = new double[PARTICLES];
    double[] x = new double[3];
    for (int particle = 0; particle < PARTICLES; particle++) {
      start.draw(energy, random, particle, 0, x);
      counts[3 * energy.alphabet(0).indexOf(x[0]) + energy.alphabet(2).indexOf(x[2])]++;
      numbers[particle] = x[1];
    }
    ChiSquare.uniform(counts).requirePass("letters");
    Estimate.of(numbers).assertNear(-3, 0.003, "centre");
    assertEquals(0.5, Estimate.of(numbers).standardError() * Math.sqrt(PARTICLES), 0.015);
  }
}
