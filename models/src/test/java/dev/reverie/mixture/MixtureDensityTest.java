package dev.reverie.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.parameter.Parameters;
import org.junit.jupiter.api.Test;

final class MixtureDensityTest {
  private static final int COLUMNS = 6;
  private static final BernoulliMixture BITS = new BernoulliMixture(4, COLUMNS);
  private static final Parameters PARAMETERS = MixtureData.random(BITS, 2);
  private static final MixtureDensity DENSITY = new MixtureDensity(BITS, PARAMETERS);

  static float[] state(int number, int columns) {
    float[] row = new float[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = number >>> i & 1;
    }
    return row;
  }

  @Test
  void shouldAddUpToOneOverAllStates() {
    PlainMixture plain = new PlainMixture(BITS, PARAMETERS);
    double sum = 0;
    for (int state = 0; state < 1 << COLUMNS; state++) {
      float[] row = state(state, COLUMNS);
      double likelihood = Math.exp(DENSITY.logLikelihood(row));
      assertEquals(plain.density(row), likelihood, 1e-6 * likelihood);
      sum += likelihood;
    }
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void shouldTellThePosteriorByBayes() {
    PlainMixture plain = new PlainMixture(BITS, PARAMETERS);
    float[] row = state(0b101100, COLUMNS);
    double[] posterior = DENSITY.posterior(row);
    double sum = 0;
    for (int k = 0; k < posterior.length; k++) {
      assertEquals(plain.joint(k, row) / plain.density(row), posterior[k], 1e-9);
      sum += posterior[k];
    }
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void shouldSumOutWhatIsNotKnown() {
    boolean[] known = {true, false, true, false, false, true};
    double[] marginals = new double[1 << COLUMNS];
    for (int state = 0; state < marginals.length; state++) {
      double likelihood = Math.exp(DENSITY.logLikelihood(state(state, COLUMNS)));
      marginals[state & 0b100101] += likelihood;
    }
    for (int state = 0; state < marginals.length; state++) {
      double marginal = Math.exp(DENSITY.logLikelihood(state(state, COLUMNS), known));
      assertEquals(marginals[state & 0b100101], marginal, 1e-12);
    }
    boolean[] all = {true, true, true, true, true, true};
    float[] row = state(11, COLUMNS);
    assertArrayEquals(DENSITY.posterior(row), DENSITY.posterior(row, all), 1e-12);
  }

  @Test
  void shouldTellDensitiesOfRealNumbers() {
    GaussianMixture mixture = new GaussianMixture(3, 2);
    Parameters parameters = MixtureData.random(mixture, 9);
    PlainMixture plain = new PlainMixture(mixture, parameters);
    MixtureDensity density = new MixtureDensity(mixture, parameters);
    double sum = 0;
    double step = 0.1;
    for (double x = -10; x < 14; x += step) {
      for (double y = -10; y < 14; y += step) {
        float[] row = {(float) x, (float) y};
        double likelihood = Math.exp(density.logLikelihood(row));
        assertEquals(plain.density(row), likelihood, 1e-6);
        sum += likelihood * step * step;
      }
    }
    assertEquals(1, sum, 1e-6);
  }

  /** Of which no product of probabilities is a number. */
  @Test
  void shouldTellLikelihoodsOfManyColumns() {
    int columns = 5000;
    BernoulliMixture mixture = new BernoulliMixture(2, columns);
    Parameters parameters = new Parameters(mixture.layout());
    for (int k = 0; k < 2; k++) {
      parameters.set(mixture.mixing(), 0, k, 0.5f);
      for (int i = 0; i < columns; i++) {
        parameters.set(mixture.means(), k, i, k == 0 ? 0.25f : 0.5f);
      }
    }
    mixture.derive(parameters);
    double exact = Math.log(0.5) + columns * Math.log(0.75);
    double likelihood = new MixtureDensity(mixture, parameters).logLikelihood(new float[columns]);
    assertEquals(exact, likelihood, 1e-8 * Math.abs(exact));
  }

  @Test
  void shouldRefuseRowsOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> DENSITY.logLikelihood(new float[5]));
  }
}
