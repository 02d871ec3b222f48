package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClampedSamplerTest {
  private static final int STATES = 40_000;
  private static final boolean[] HELD = {true, false, false, true, false};
  private static final float[] KNOWN = {1, 0, 0, 0, 0};

  private final Rbm rbm = new Rbm(5, 3);
  private final Parameters parameters = Models.random(rbm, 0.8, 0.5, new Random(7));

  /**
   * Seeds are fixed: no false alarms. A kernel that forgets what is held is off by far more than 5
   * standard errors.
   */
  @Test
  void shouldDrawTheFreeUnitsGivenTheHeldOnes() {
    ClampedSampler sampler = held(STATES, 3);
    sampler.sweep(parameters, 0, STATES, 40);

    double[] exact = conditional();
    double[] counts = new double[1 << 5];
    for (int place = 0; place < STATES; place++) {
      counts[index(shown(sampler, place))]++;
    }
    for (int state = 0; state < exact.length; state++) {
      double error = Math.sqrt(exact[state] * (1 - exact[state]) / STATES);
      double difference = Math.abs(counts[state] / STATES - exact[state]);
      assertTrue(difference <= 5 * error, "state " + state + " is off by " + difference);
    }
  }

  @Test
  void shouldDrawFromTheModelWhenNothingIsHeld() {
    ClampedSampler sampler = ClampedSampler.of(rbm, STATES, 11);
    sampler.sweep(parameters, 0, STATES, 40);

    Enumerated model = new Enumerated(rbm, parameters);
    double[] exact = model.visibleMarginal(model.joint(1));
    double on = 0;
    double expected = 0;
    for (int v = 0; v < exact.length; v++) {
      expected += (v & 1) * exact[v];
    }
    for (int place = 0; place < STATES; place++) {
      on += shown(sampler, place)[0];
    }
    assertEquals(expected, on / STATES, 5 * Math.sqrt(expected * (1 - expected) / STATES));
  }

  @Test
  void shouldNotDependOnHowTheStatesAreDivided() {
    ClampedSampler whole = held(300, 5);
    ClampedSampler parts = held(300, 5);
    whole.sweep(parameters, 0, 300, 3);
    parts.sweep(parameters, 200, 300, 2);
    parts.sweep(parameters, 0, 200, 3);
    parts.sweep(parameters, 200, 300, 1);

    for (int place = 0; place < 300; place++) {
      assertArrayEquals(shown(whole, place), shown(parts, place));
    }
  }

  @Test
  void shouldRefuseAStateOfAnotherSize() {
    ClampedSampler sampler = ClampedSampler.of(rbm, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> sampler.set(0, new float[4], false));
  }

  private ClampedSampler held(int states, long seed) {
    ClampedSampler sampler = ClampedSampler.of(rbm, states, seed);
    sampler.hold(HELD);
    for (int place = 0; place < states; place++) {
      sampler.set(place, KNOWN, true);
    }
    return sampler;
  }

  /** p(v) where the held units are as known, normalised, else 0. */
  private double[] conditional() {
    Enumerated model = new Enumerated(rbm, parameters);
    double[] marginal = model.visibleMarginal(model.joint(1));
    for (int v = 0; v < marginal.length; v++) {
      boolean agrees = (v & 1) == 1 && (v & 8) == 0;
      marginal[v] = agrees ? marginal[v] : 0;
    }
    return Enumerated.normalised(marginal);
  }

  private float[] shown(ClampedSampler sampler, int place) {
    float[] state = new float[5];
    sampler.show(place, state);
    return state;
  }

  private static int index(float[] state) {
    int index = 0;
    for (int unit = 0; unit < state.length; unit++) {
      index |= state[unit] == 1 ? 1 << unit : 0;
    }
    return index;
  }
}
