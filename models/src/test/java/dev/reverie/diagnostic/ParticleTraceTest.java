package dev.reverie.diagnostic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ParticleTraceTest {
  @Test
  void shouldKeepTheNewestInOrderOfTime() {
    ParticleTrace trace = new ParticleTrace(2, 3);
    assertArrayEquals(new double[2][0], trace.chains());
    for (int update = 1; update <= 3; update++) {
      trace.add(new double[] {update, -update});
    }
    assertArrayEquals(new double[][] {{1, 2, 3}, {-1, -2, -3}}, trace.chains());
    trace.add(new double[] {4, -4});
    assertArrayEquals(new double[][] {{2, 3, 4}, {-2, -3, -4}}, trace.chains());
    for (int update = 5; update <= 11; update++) {
      trace.add(new double[] {update, -update});
    }
    assertArrayEquals(new double[][] {{9, 10, 11}, {-9, -10, -11}}, trace.chains());
  }

  @Test
  void shouldGiveTheTimeOfWhatItKeeps() {
    double[][] chains = AutocorrelationTest.autoregressive(0.8, 64, 700, new Random(2));
    ParticleTrace trace = new ParticleTrace(64, 512);
    assertTrue(Double.isNaN(trace.autocorrelationTime()));
    for (int t = 0; t < 700; t++) {
      double[] observations = new double[64];
      for (int c = 0; c < 64; c++) {
        observations[c] = chains[c][t];
      }
      trace.add(observations);
    }
    double[][] kept = trace.chains();
    assertEquals(chains[5][700 - 512], kept[5][0]);
    assertEquals(chains[63][699], kept[63][511]);
    assertEquals(Autocorrelation.of(kept).time(), trace.autocorrelationTime());
    assertEquals(9, trace.autocorrelationTime(), 2);
  }

  @Test
  void shouldRefuseObservationsOfAnotherNumberOfParticles() {
    ParticleTrace trace = new ParticleTrace(2, 3);
    assertThrows(IllegalArgumentException.class, () -> trace.add(new double[3]));
    assertThrows(IllegalArgumentException.class, () -> new ParticleTrace(0, 3));
  }
}
