package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExactBoltzmannTest {
  private static final double ROUNDING = 1e-10;

  static java.util.stream.Stream<Small> machines() {
    return Small.stream();
  }

  private static double[] together(ExactBoltzmann.Moments moments) {
    double[] all =
        Arrays.copyOf(moments.pairs(), moments.pairs().length + moments.singles().length);
    System.arraycopy(moments.singles(), 0, all, moments.pairs().length, moments.singles().length);
    return all;
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldAgreeWithTheDefinition(Small small) {
    AllStates all = small.states();
    ExactBoltzmann exact = new ExactBoltzmann(small.machine(), small.parameters());
    assertTrue(ExactBoltzmann.feasible(small.machine()));
    assertEquals(all.logPartition, exact.logPartition(), ROUNDING);
    assertArrayEquals(all.moments(), together(exact.moments()), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldTellProbabilitiesOfRows(Small small) {
    AllStates all = small.states();
    ExactBoltzmann exact = new ExactBoltzmann(small.machine(), small.parameters());
    double sum = 0;
    for (int columns : Arrays.stream(all.states).map(all::columnsOf).distinct().toArray()) {
      double log = exact.logMass(new long[] {columns}) - exact.logPartition();
      assertEquals(Math.log(all.probability(columns)), log, ROUNDING);
      sum += Math.exp(log);
      double[] shares = new double[1 << small.machine().roles().columns()];
      shares[columns] = 1;
      double[] given = all.moments(all.clamped(shares));
      assertArrayEquals(given, together(exact.moments(new long[] {columns})), ROUNDING);
    }
    assertEquals(1, sum, ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldTellLabelsByBayes(Small small) {
    Roles roles = small.machine().roles();
    AllStates all = small.states();
    ExactBoltzmann exact = new ExactBoltzmann(small.machine(), small.parameters());
    for (int visible = 0; roles.labels() > 0 && visible < 1 << roles.visible(); visible++) {
      double[] joint = new double[roles.labels()];
      for (int label = 0; label < joint.length; label++) {
        joint[label] = all.probability(visible | 1 << roles.visible() + label);
      }
      double sum = Arrays.stream(joint).sum();
      double[] expected = Arrays.stream(joint).map(p -> p / sum).toArray();
      assertArrayEquals(expected, exact.labels(new long[] {visible}), ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldTellPseudoLikelihoods(Small small) {
    if (small.machine().coupledHidden() > 0) {
      return;
    }
    AllStates all = small.states();
    ExactBoltzmann exact = new ExactBoltzmann(small.machine(), small.parameters());
    int visible = small.machine().roles().visible();
    int columns = all.columnsOf(all.states[all.states.length / 3]);
    double sum = 0;
    for (int unit = 0; unit < visible; unit++) {
      double own = all.probability(columns);
      sum += Math.log(own / (own + all.probability(columns ^ 1 << unit))) / visible;
    }
    assertEquals(sum, exact.pseudoLikelihood(new long[] {columns}), ROUNDING);
  }

  /** The gradient of the log-likelihood is the difference of means by T, by differences. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldHaveTheGradientOfTheLikelihood(Small small) {
    BoltzmannMachine machine = small.machine();
    double[] shares = Targets.shares(machine, 5);
    AllStates all = small.states();
    double[] positive = all.moments(all.clamped(shares));
    double[] negative = all.moments();
    int edges = machine.graph().edges();
    float step = 0x1p-7f;
    for (int k = 0; k < positive.length; k++) {
      double[] likelihoods = new double[2];
      for (int side = 0; side < 2; side++) {
        Parameters moved = small.parameters().copy();
        int at =
            k < edges ? machine.couplings().offset() + k : machine.biases().offset() + k - edges;
        moved.values()[at] += side == 0 ? -step : step;
        likelihoods[side] = new AllStates(machine, moved).likelihood(shares);
      }
      double difference = (likelihoods[1] - likelihoods[0]) / (2 * step);
      double gradient = (positive[k] - negative[k]) / machine.temperature();
      assertEquals(difference, gradient, 1e-3 * (1 + Math.abs(gradient)));
    }
  }
}
