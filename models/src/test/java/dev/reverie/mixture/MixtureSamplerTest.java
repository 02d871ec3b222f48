package dev.reverie.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.ChiSquare;
import org.junit.jupiter.api.Test;

final class MixtureSamplerTest {
  private static final int COLUMNS = 5;
  private static final int DRAWS = 40_000;
  private static final BernoulliMixture BITS = new BernoulliMixture(3, COLUMNS);
  private static final Parameters PARAMETERS = MixtureData.random(BITS, 6);

  private static int number(float[] row) {
    int number = 0;
    for (int i = 0; i < row.length; i++) {
      number |= (int) row[i] << i;
    }
    return number;
  }

  private static double[] probabilities(Parameters parameters) {
    MixtureDensity density = new MixtureDensity(BITS, parameters);
    double[] all = new double[1 << COLUMNS];
    for (int state = 0; state < all.length; state++) {
      all[state] = Math.exp(density.logLikelihood(MixtureDensityTest.state(state, COLUMNS)));
    }
    return all;
  }

  @Test
  void shouldDrawFromTheMixture() {
    MixtureSampler sampler = new MixtureSampler(BITS, PARAMETERS, 17);
    long[] counts = new long[1 << COLUMNS];
    float[] row = new float[COLUMNS];
    for (int item = 0; item < DRAWS; item++) {
      sampler.draw(item, 3, row);
      counts[number(row)]++;
    }
    new ChiSquare(counts, probabilities(PARAMETERS)).requirePass("states");
    Parameters other = PARAMETERS.copy();
    float moved = 0.9f * other.at(BITS.mixing(), 0, 0);
    other.set(BITS.mixing(), 0, 0, moved);
    other.set(BITS.means(), 1, 2, 0.9f * other.at(BITS.means(), 1, 2));
    assertFalse(new ChiSquare(counts, probabilities(other)).passes());
  }

  @Test
  void shouldFillInWhatIsNotKnown() {
    MixtureSampler sampler = new MixtureSampler(BITS, PARAMETERS, 18);
    boolean[] known = {false, true, false, false, true};
    double[] given = probabilities(PARAMETERS);
    double sum = 0;
    for (int state = 0; state < given.length; state++) {
      given[state] = (state & 0b10010) == 0b10000 ? given[state] : 0;
      sum += given[state];
    }
    for (int state = 0; state < given.length; state++) {
      given[state] /= sum;
    }
    long[] counts = new long[given.length];
    for (int item = 0; item < DRAWS; item++) {
      float[] row = {1, 0, 1, 1, 1};
      sampler.complete(item, 0, known, row);
      counts[number(row)]++;
    }
    new ChiSquare(counts, given).requirePass("states");
  }

  @Test
  void shouldDrawRealNumbersWithTheirMoments() {
    GaussianMixture mixture = new GaussianMixture(2, 1);
    Parameters parameters = MixtureData.random(mixture, 3);
    PlainMixture plain = new PlainMixture(mixture, parameters);
    MixtureSampler sampler = new MixtureSampler(mixture, parameters, 19);
    double[] sums = new double[2];
    double[] squares = new double[2];
    int[] counts = new int[2];
    float[] row = new float[1];
    for (int item = 0; item < DRAWS; item++) {
      int k = sampler.draw(item, 0, row);
      counts[k]++;
      sums[k] += row[0];
      squares[k] += Math.pow(row[0] - plain.means[k][0], 2);
    }
    for (int k = 0; k < 2; k++) {
      double variance = plain.variances[k][0];
      double share = plain.mixing[k];
      assertEquals(share, (double) counts[k] / DRAWS, 5 * Math.sqrt(share * (1 - share) / DRAWS));
      assertEquals(plain.means[k][0], sums[k] / counts[k], 5 * Math.sqrt(variance / counts[k]));
      double ratio = squares[k] / counts[k] / variance;
      assertEquals(1, ratio, 5 * Math.sqrt(2.0 / counts[k]));
    }
  }

  @Test
  void shouldDrawAnItemTheSameEachTimeAndOthersByAnotherSeed() {
    float[] one = new float[COLUMNS];
    float[] again = new float[COLUMNS];
    int differ = 0;
    for (int item = 0; item < 50; item++) {
      new MixtureSampler(BITS, PARAMETERS, 1).draw(item, 0, one);
      new MixtureSampler(BITS, PARAMETERS, 1).draw(item, 0, again);
      assertArrayEquals(one, again);
      new MixtureSampler(BITS, PARAMETERS, 2).draw(item, 0, again);
      differ += number(one) == number(again) ? 0 : 1;
    }
    assertTrue(differ > 10, () -> "another seed differs");
  }
}
