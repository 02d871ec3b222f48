package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LikelihoodTest {
  private static final AnnealingSettings SETTINGS =
      new AnnealingSettings(Ladder.piecewise(20), 10, 1, 1);

  private static LogPartitionEstimate estimate(double value, double error) {
    return new LogPartitionEstimate(value, error, value - 3 * error, value + 3 * error, 50, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.1, 101.4, 0.1, true",
    "100, 0.1, 101.6, 0.1, false",
    "100, 0.1, 99.6, 0.1, true",
    "100, 0.1, 99.5, 0.1, false",
    "100, 1.0, 98.4, 1.0, false",
    "100, 0.1, 100, NaN, false",
    "NaN, 0.1, 100, 0.1, false"
  })
  void shouldSayNotConvergedWhereEstimatesDifferOrCross(
      double forward, double forwardError, double reverse, double reverseError, boolean converged) {
    AnnealedPartition partition =
        new AnnealedPartition(
            estimate(forward, forwardError), estimate(reverse, reverseError), SETTINGS, "x");
    assertEquals(converged, partition.converged());
  }

  @Test
  void shouldClaimTheSmallerLikelihood() {
    RowMean train = new RowMean(-110, 1, 5);
    RowMean test = new RowMean(-108, 1, 5);
    for (double reverse : new double[] {301, 299.9}) {
      AnnealedPartition partition =
          new AnnealedPartition(estimate(300, 0.1), estimate(reverse, 0.1), SETTINGS, "x");
      LikelihoodReport report = new LikelihoodReport(partition, "threshold 0.5", train, test);
      double claimed = Math.max(300, reverse);
      assertEquals(110 - claimed, report.train());
      assertEquals(108 - claimed, report.test());
      assertEquals(108 - 300, report.testGiven(300));
      assertEquals(2, report.freeEnergyGap());
      assertTrue(report.converged());
      assertEquals(reverse - 300, partition.gap());
    }
  }

  @Test
  void shouldBeNormalisedWhenExact() {
    SmallModel model = SmallModel.random(8, 5, 1, new Random(1));
    Likelihood likelihood = new Likelihood(model.rbm, model.parameters);
    LogPartition partition = likelihood.logPartition(null, null, null, share -> {});
    assertTrue(partition.converged());
    assertEquals("exact", partition.estimator());
    long[][] all = new long[256][];
    double mass = 0;
    for (int v = 0; v < 256; v++) {
      all[v] = new long[] {v};
      Rows row = new Rows(8, all[v]);
      mass += Math.exp(likelihood.report(partition, "none", row, row).test());
    }
    assertEquals(1, mass, 1e-6);
    Rows rows = new Rows(8, all);
    LikelihoodReport report = likelihood.report(partition, "none", rows, rows);
    assertEquals(report.train(), report.test());
    assertEquals(256, report.testFreeEnergy().rows());
  }

  @Test
  void shouldEstimateFromBothSidesWhereExactSumsAreTooLong() {
    SmallModel model = SmallModel.random(30, 24, 0.02, new Random(2));
    BaseRate base = BaseRate.ofMeans(new Random(3).doubles(30, 0.4, 0.6).toArray(), 50);
    List<Double> shares = new ArrayList<>();
    LogPartition partition =
        new Likelihood(model.rbm, model.parameters)
            .logPartition(base, SETTINGS, ReverseStart.particles(new long[3], 1, 100), shares::add);
    assertEquals(
        "AIS and reverse AIS from 3 fantasy particles, 100 warm sweeps; 10 runs, 20 temperatures,"
            + " piecewise 0, 0.5, 0.9, 1, seed 1",
        partition.estimator());
    assertTrue(partition.converged());
    assertEquals(1.0, shares.get(shares.size() - 1));
    assertTrue(shares.get(0) < 0.1);
  }

  /** A model of real size whose log Z is known: both sides, each within five standard errors. */
  @ParameterizedTest
  @CsvSource({"784, 12, 0.1", "12, 500, 0.2"})
  void shouldEncloseTheExactValueOfALargeModel(int visible, int hidden, double scale) {
    SmallModel model = SmallModel.random(visible, hidden, scale, new Random(5));
    double exact = ExactLogPartition.of(model.rbm, model.parameters);
    double[] means = new double[visible];
    Arrays.fill(means, 0.5);
    AnnealingSettings settings = new AnnealingSettings(Ladder.piecewise(500), 128, 6, 2);
    AnnealedImportanceSampling sampling =
        new AnnealedImportanceSampling(
            model.rbm, model.parameters, BaseRate.ofMeans(means, 1000), settings);
    LogPartitionEstimate forward = sampling.forward(share -> {});
    int words = model.rbm.visibleWords();
    ReverseStart start = ReverseStart.particles(new long[128 * words], words, 300);
    LogPartitionEstimate reverse = sampling.reverse(start, share -> {});
    AnnealedPartition partition = new AnnealedPartition(forward, reverse, settings, "noise");
    assertTrue(partition.converged(), () -> exact + " " + partition);
    assertEquals(exact, forward.logPartition(), 5 * forward.standardError(), "" + forward);
    assertEquals(exact, reverse.logPartition(), 5 * reverse.standardError(), "" + reverse);
    double error = Math.max(forward.standardError(), reverse.standardError());
    assertTrue(error < 0.1, () -> exact + " " + partition);
  }

  @Test
  void shouldNotConvergeWithoutTemperatures() {
    SmallModel model = SmallModel.random(60, 40, 0.8, new Random(7));
    double[] means = new double[60];
    Arrays.fill(means, 0.5);
    LogPartition partition =
        new Likelihood(model.rbm, model.parameters)
            .logPartition(
                BaseRate.ofMeans(means, 100),
                new AnnealingSettings(Ladder.even(2), 50, 1, 1),
                ReverseStart.particles(new long[50], 1, 100),
                share -> {});
    assertFalse(partition.converged());
    assertTrue(partition.gap() > 1.5);
  }
}
