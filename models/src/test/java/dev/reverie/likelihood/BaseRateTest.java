package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import org.junit.jupiter.api.Test;

final class BaseRateTest {
  private static final double[] MEANS = {0, 0.25, 0.5, 1};

  @Test
  void shouldHaveTheMeansLogOdds() {
    BaseRate base = BaseRate.ofMeans(MEANS, 98);
    assertEquals(-Math.log(99), base.bias(0), 1e-6);
    assertEquals(-Math.log(3), base.bias(1), 1e-6);
    assertEquals(0, base.bias(2));
    assertEquals(Math.log(99), base.bias(3), 1e-6);
  }

  @Test
  void shouldBeTheModelWithoutWeights() {
    BaseRate base = BaseRate.ofMeans(MEANS, 98);
    Rbm rbm = new Rbm(4, 3);
    Parameters parameters = new Parameters(rbm.layout());
    for (int i = 0; i < 4; i++) {
      parameters.set(rbm.visibleBias(), 0, i, base.bias(i));
    }
    rbm.derive(parameters);
    assertEquals(ExactLogPartition.of(rbm, parameters), base.logPartition(3), 1e-12);
  }

  @Test
  void shouldBeStartedFrom() {
    BaseRate base = BaseRate.ofMeans(new double[] {0.2, 0.25, 0.5, 0.8}, 98);
    Rbm rbm = new Rbm(4, 1);
    Parameters parameters = new Parameters(rbm.layout());
    parameters.setRows(rbm.visibleBias(), new float[] {0, 0, 0, 1});
    rbm.derive(parameters);
    double[] logWeights = new double[4_000];
    for (int first = 0; first < logWeights.length; first += 100) {
      AnnealedRuns runs = new AnnealedRuns(rbm, parameters, base, 4, first, 100);
      runs.startAtBase(0);
      runs.step(0, 1, 0, 1);
      runs.copyLogWeights(logWeights);
    }
    // Without weights an importance weight is a function of the start alone.
    LogPartitionEstimate estimate = LogPartitionEstimate.forward(base.logPartition(1), logWeights);
    double exact = ExactLogPartition.of(rbm, parameters);
    assertTrue(Math.abs(estimate.logPartition() - exact) < 5 * estimate.standardError());
    assertTrue(estimate.standardError() < 0.1);
  }

  @Test
  void shouldKeepUnitsPossibleThatNoRowHasOn() {
    BaseRate base = BaseRate.ofMeans(new double[] {0, 1}, Integer.MAX_VALUE);
    assertTrue(base.bias(0) > -14 && base.bias(1) < 14);
  }

  @Test
  void shouldRefuseWhatIsNoMean() {
    assertThrows(
        IllegalArgumentException.class, () -> BaseRate.ofMeans(new double[] {Double.NaN}, 1));
    assertThrows(IllegalArgumentException.class, () -> BaseRate.ofMeans(new double[] {1.1}, 1));
  }
}
