package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class CurveTest {
  @Test
  void shouldGoOverParticlesInHalfDecades() {
    assertArrayEquals(
        new double[] {100, 316, 1000, 3162, 10_000, 31_623, 100_000, 316_228, 1_000_000},
        Curve.PARTICLES.places(2));
  }

  @Test
  void shouldDoubleTheHiddenUnitsUpTo4096() {
    assertArrayEquals(new double[] {64, 128, 256, 512, 1024, 2048, 4096}, Curve.HIDDEN.places(2));
  }

  @Test
  void shouldGoOverAllCoresAndTwiceAsManyThreads() {
    assertArrayEquals(new double[] {1, 2}, Curve.THREADS_100.places(1));
    assertArrayEquals(new double[] {1, 2, 4}, Curve.THREADS_100.places(2));
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 5, 6, 7, 8, 16, 24, 48}, Curve.THREADS_1000.places(24));
  }

  @Test
  void shouldOfferEachCurveOnce() {
    assertEquals("particles, hidden, density, steps, threads", Curve.options());
  }
}
