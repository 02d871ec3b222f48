package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean weight of annealed runs is Z / Z0, and in reverse from exact draws Z0 / Z, whatever the
 * ladder: within 5 standard errors. A base whose log Z0 is not the runs' own is caught.
 */
final class BoltzmannAnnealingTest {
  private static final int RUNS = 2000;

  static java.util.stream.Stream<Small> machines() {
    return Small.stream();
  }

  private static BoltzmannAnnealing annealing(
      Small small, int temperatures, int runs, int threads) {
    return new BoltzmannAnnealing(
        small.machine(), small.parameters(), base(small), settings(temperatures, runs, threads));
  }

  private static AnnealingSettings settings(int temperatures, int runs, int threads) {
    return new AnnealingSettings(Ladder.even(temperatures), runs, 7, threads);
  }

  private static double[] base(Small small) {
    return BaseBiases.of(small.machine(), Targets.rows(small.machine(), 5));
  }

  /** log Z0 by the definition. */
  private static double logBase(Small small) {
    BoltzmannMachine machine = small.machine();
    Parameters uncoupled = new Parameters(machine.layout());
    double[] base = base(small);
    for (int unit = 0; unit < base.length; unit++) {
      uncoupled.set(machine.biases(), 0, unit, (float) base[unit]);
    }
    return new AllStates(machine, uncoupled).logPartition;
  }

  private static ReverseStart draws(Small small, int count) {
    AllStates all = small.states();
    int[] states = all.draw(count, new Random(3));
    long[] rows = Arrays.stream(states).mapToLong(all::columnsOf).toArray();
    return ReverseStart.particles(rows, 1, 20);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldWeighRunsByTheRatioOfPartitions(Small small) {
    double logPartition = small.states().logPartition;
    double logRatio = logPartition - logBase(small);
    BoltzmannAnnealing annealing = annealing(small, 4, RUNS, 1);
    assertMean(Math.exp(logRatio), annealing.forwardLogWeights(share -> {}));
    double[] reverse = annealing.reverseLogWeights(draws(small, RUNS), share -> {});
    assertMean(Math.exp(-logRatio), reverse);
  }

  private static void assertMean(double expected, double... logWeights) {
    double[] weights = Arrays.stream(logWeights).map(log -> Math.exp(log) / expected).toArray();
    double mean = Arrays.stream(weights).average().orElseThrow();
    double squares = Arrays.stream(weights).map(w -> (w - mean) * (w - mean)).sum();
    double error = Math.sqrt(squares / (weights.length - 1.0) / weights.length);
    assertTrue(error < 0.05, () -> "standard error " + error);
    assertTrue(Math.abs(mean - 1) < 5 * error, () -> mean + " +- " + error);
    assertTrue(error == 0 || Math.abs(mean - 1.35) > 5 * error, () -> mean + " +- " + error);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldBracketLogPartition(Small small) {
    double logPartition = small.states().logPartition;
    BoltzmannAnnealing annealing = annealing(small, 200, 200, 1);
    var forward = annealing.forward(share -> {});
    var reverse = annealing.reverse(draws(small, 200), share -> {});
    assertEquals(logPartition, forward.logPartition(), 5 * forward.standardError() + 1e-5);
    assertEquals(logPartition, reverse.logPartition(), 5 * reverse.standardError() + 1e-5);
    assertTrue(forward.standardError() < 0.05, () -> "" + forward);
  }

  @Test
  void shouldGiveTheSameWeightsByAnyThreads() {
    Small small = Small.all().get(7);
    double[] one = annealing(small, 10, 150, 1).forwardLogWeights(share -> {});
    double[] three = annealing(small, 10, 150, 3).forwardLogWeights(share -> {});
    assertArrayEquals(one, three);
    ReverseStart start = draws(small, 20);
    assertArrayEquals(
        annealing(small, 10, 150, 1).reverseLogWeights(start, share -> {}),
        annealing(small, 10, 150, 3).reverseLogWeights(start, share -> {}));
  }

  /** More coupled hidden units than are summed. */
  @Test
  void shouldEstimateTheMassOfRows() {
    Small small = Small.complete("hidden", new Roles(3, 0, 12), UnitKind.SPIN, 2);
    BoltzmannLikelihood likelihood = new BoltzmannLikelihood(small.machine(), small.parameters());
    assertFalse(likelihood.exactRows());
    AllStates all = small.states();
    double exact = Math.log(all.probability(5)) + all.logPartition;
    double[] estimates = new double[25];
    Arrays.setAll(estimates, number -> likelihood.logMass(new long[] {5}, number));
    assertMean(Math.exp(exact), estimates);
  }

  @Test
  void shouldReportExactLikelihoodsOfSmallMachines() {
    Small small = Small.all().get(3);
    BinaryRows rows = Targets.rows(small.machine(), 5);
    BoltzmannLikelihood likelihood = new BoltzmannLikelihood(small.machine(), small.parameters());
    var logPartition =
        likelihood.logPartition(base(small), settings(2, 2, 1), draws(small, 2), share -> {});
    var report = likelihood.report(logPartition, "threshold", rows, rows);
    double exact = small.states().likelihood(Targets.shares(small.machine(), 5));
    assertEquals(exact, report.test(), 1e-9);
    assertTrue(report.converged());
  }
}
