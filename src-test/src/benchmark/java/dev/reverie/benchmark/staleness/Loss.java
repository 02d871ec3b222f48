package dev.reverie.benchmark.staleness;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a staleness costs at a rate.
 *
 * @param likelihoods by seed
 * @param lost by seed, against the same seed without any staleness
 */
record Loss(double rate, Late late, int staleness, double[] likelihoods, double[] lost) {
  static Loss of(double rate, Late late, int staleness, double[] likelihoods, double[] without) {
    double[] lost =
        IntStream.range(0, without.length)
            .mapToDouble(seed -> without[seed] - likelihoods[seed])
            .toArray();
    return new Loss(rate, late, staleness, likelihoods, lost);
  }

  double meanLikelihood() {
    return mean(likelihoods);
  }

  double likelihoodError() {
    return error(likelihoods);
  }

  double meanLost() {
    return mean(lost);
  }

  double lostError() {
    return error(lost);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Standard error of the mean. */
  private static double error(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }
}
