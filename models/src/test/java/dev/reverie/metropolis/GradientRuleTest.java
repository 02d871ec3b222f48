package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.DataMoments;
import dev.reverie.energy.DataRows;
import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class GradientRuleTest {
  private static final Energy ENERGY =
      LinearEnergy.on(1).term("slope", x -> x[0]).domain(theta -> theta[0] < 1).build();
  private static final Layout LAYOUT = layout();
  private static final Theta THETA = Theta.in(LAYOUT, ENERGY);
  private static final StepSize STEP_SIZE = StepSize.in(LAYOUT, ENERGY);
  private static final Phase POSITIVE =
      new DataMoments(ENERGY, THETA, new DataRows(ENERGY, new double[][] {{0}}, 1, 1));
  private static final Phase NEGATIVE =
      new MetropolisPhase(
          "negative",
          ENERGY,
          LAYOUT,
          new Chains(10, 1, 1, Start.standard(1), Transition.RANDOM_WALK, 1));

  private final Parameters state = new Parameters(rule(update -> 1, 0.5).stateLayout());

  @Test
  void shouldStepAlongTheDifferenceOfTheMeansAndKeepItsMomentum() {
    LongToDoubleFunction rate = update -> update == 7 ? 0.1 : 0;
    double first = apply(rule(rate, 0.5), 7, 0, positive(4, 2), negative(20, 5));
    assertEquals(-0.2, first, 1e-7);
    double second = apply(rule(rate, 0.5), 8, first, positive(1, 1), negative(1, 1));
    assertEquals(-0.3, second, 1e-7);
  }

  @Test
  void shouldHalveAStepUntilItStaysInTheDomain() {
    assertEquals(0.5, apply(rule(update -> 1, 0.5), 0, 0, positive(4, 1), negative(0, 1)));
    assertEquals(0.75, apply(rule(update -> 0, 0.5), 1, 0.5, positive(0, 1), negative(0, 1)));
  }

  @Test
  void shouldStayWhereNoStepIsShortEnough() {
    double edge = Math.nextDown(1f);
    assertEquals(edge, apply(rule(update -> 1, 0), 0, edge, positive(4, 1), negative(0, 1)));
  }

  @Test
  void shouldStayWhileAPhaseHasNothingToSay() {
    assertEquals(0.5, apply(rule(update -> 1, 0), 0, 0.5, positive(4, 1), negative(0, 0)));
  }

  @Test
  void shouldRaiseARateThatIsNaNBeforeTheDomainIsAsked() {
    GradientRule rule = rule(update -> Double.NaN, 0);
    DivergedException thrown =
        assertThrows(
            DivergedException.class, () -> apply(rule, 0, 0, positive(4, 1), negative(0, 1)));
    assertEquals("update", thrown.phase());
    assertTrue(thrown.getMessage().contains("slope"), thrown.getMessage());
  }

  @Test
  void shouldRaiseParametersBeyondTheirLimit() {
    GradientRule rule = rule(update -> 1e5, 0);
    assertThrows(DivergedException.class, () -> apply(rule, 0, 0, positive(-4, 1), negative(0, 1)));
  }

  @Test
  void shouldNameThePhaseOfASumThatIsNotFinite() {
    GradientRule rule = rule(update -> 1, 0);
    DivergedException thrown =
        assertThrows(
            DivergedException.class,
            () -> apply(rule, 0, 0, positive(Double.NaN, 1), negative(0, 1)));
    assertEquals("positive", thrown.phase());
  }

  private double apply(GradientRule rule, long update, double from, PhaseStatistics... statistics) {
    Parameters current = new Parameters(LAYOUT);
    THETA.write(new double[] {from}, current);
    STEP_SIZE.write(1, current);
    Parameters next = new Parameters(LAYOUT);
    next.poison();
    rule.apply(update, current, state, List.of(statistics), next);
    return THETA.read(next)[0];
  }

  private static GradientRule rule(LongToDoubleFunction rate, double momentum) {
    return new GradientRule(
        ENERGY, THETA, rate, momentum, STEP_SIZE, new StepSizeAdaptation(1, 0, 0.44));
  }

  private static PhaseStatistics positive(double sum, long count) {
    return statistics(POSITIVE, count, sum);
  }

  private static PhaseStatistics negative(double sum, long count) {
    return statistics(NEGATIVE, count, sum);
  }

  private static PhaseStatistics statistics(Phase phase, long count, double sum) {
    ExactSums first = (ExactSums) phase.newSums();
    ExactSums second = (ExactSums) phase.newSums();
    first.add(0, sum / 4);
    second.add(0, sum * 3 / 4);
    return new PhaseStatistics(phase, List.of(first, second), count);
  }

  private static Layout layout() {
    Layout.Builder layout = Layout.builder();
    Theta.addTo(layout, ENERGY);
    StepSize.addTo(layout, ENERGY);
    return layout.build();
  }
}
