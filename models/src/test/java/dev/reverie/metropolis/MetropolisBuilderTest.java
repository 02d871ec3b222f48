package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.Alphabet;
import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What does not go together is refused with the reason. */
class MetropolisBuilderTest {
  private static final Energy REAL = LinearEnergy.on(1).term("slope", x -> x[0]).build();
  private static final Energy SPINS =
      LinearEnergy.on(2, Alphabet.spins()).term("coupling", x -> x[0] * x[1]).build();

  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"RANDOM_WALK", "LANGEVIN"})
  void shouldRefuseStepsInAllCoordinatesWhereSomeAreLetters(Transition transition) {
    assertRefused(
        "transition=" + transition + ", must be GIBBS",
        MetropolisObjective.of(SPINS).transition(transition));
    assertRefused(
        "must be GIBBS", MetropolisObjective.of(Examples.MIXED.energy()).transition(transition));
  }

  @Test
  void shouldRefuseAStepSizeWhereNothingSteps() {
    assertRefused("stepSize=0.5, must not be given", MetropolisObjective.of(SPINS).stepSize(0.5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"CD", "ML"})
  void shouldRefuseAMethodThatOnlyLearns(Method method) {
    assertRefused(
        "method=" + method + ", must be PCD where there is no data",
        MetropolisObjective.of(REAL).method(method));
  }

  @Test
  void shouldRefuseToLearnAtAnotherTemperature() {
    assertRefused(
        "beta=0.5, must be 1", MetropolisObjective.of(REAL).data(new double[][] {{1}}).beta(0.5));
  }

  @Test
  void shouldHaveNoStepSizeWhereNothingSteps() {
    MetropolisObjective objective = MetropolisObjective.of(SPINS).build();
    assertEquals(1, objective.layout().blocks().size());
    assertEquals(2, MetropolisObjective.of(REAL).build().layout().blocks().size());
  }

  @Test
  void shouldStartAsManyChainsAsTheMethodSays() {
    double[][] rows = {{1, -1}, {1, 1}, {-1, 1}};
    MetropolisBuilder builder = MetropolisObjective.of(SPINS).data(rows).batch(2).particles(7, 1);
    assertEquals(2, items(builder.method(Method.CD), 0));
    assertEquals(1, items(builder.method(Method.CD), 1));
    assertEquals(7, items(builder.method(Method.ML), 1));
  }

  private static int items(MetropolisBuilder builder, long batch) {
    Phase negative = builder.build().phases().get(1);
    return ((BatchPhase) negative).items(batch);
  }

  private static void assertRefused(String reason, MetropolisBuilder builder) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, builder::build);
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
  }
}
