package dev.reverie.hopfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Schedule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many random patterns a network of N units holds. Hebb's rule fails beyond a load of 0.138
 * (Amit, Gutfreund and Sompolinsky 1985), which learning by gradient does not know.
 */
class CapacityTest {
  private static double meanOverlap(Network network, Patterns patterns) {
    Recall recall = new Recall(network, 3);
    return IntStream.range(0, patterns.count())
        .mapToDouble(
            pattern -> {
              byte[] states = recall.from(patterns.spins(pattern), pattern).states();
              return patterns.overlap(states, pattern);
            })
        .average()
        .orElseThrow();
  }

  /** Bounds are wide: theory has 0.98 at the end of the first phase, and the glass below 0.6. */
  @Test
  void shouldRecallByHebbsRuleAtALoadOf012AndNotAt017() {
    Patterns few = Training.patterns(240, 2000, 1);
    double held = meanOverlap(Training.hebbian(few), few);
    assertTrue(held >= 0.96, () -> "overlap " + held);
    Patterns many = Training.patterns(340, 2000, 1);
    double lost = meanOverlap(Training.hebbian(many), many);
    assertTrue(lost <= 0.8, () -> "overlap " + lost);
  }

  @ParameterizedTest
  @CsvSource({"600, 0, 0.2, 20, false", "600, 1, 0.2, 40, false", "300, 1, 0.05, 40, true"})
  void shouldHoldEveryPatternByGradientAtALoadOf03(
      int units, double temperature, double rate, int passes, boolean batches) {
    requireHeld(units, temperature, rate, passes, batches);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"0, 0.2, 25", "1, 0.2, 40"})
  void shouldHoldSixHundredPatternsByGradientInTwoThousandUnits(
      double temperature, double rate, int passes) {
    requireHeld(2000, temperature, rate, passes, false);
  }

  private static void requireHeld(
      int units, double temperature, double rate, int passes, boolean batches) {
    Patterns patterns = Training.patterns((int) (0.3 * units), units, 5);
    Hopfield hopfield = new Hopfield(units);
    HopfieldLearning learning =
        new HopfieldLearning(
            1,
            temperature,
            temperature == 0,
            false,
            new Schedule(rate, Schedule.Decay.NONE, 1),
            0,
            0,
            1);
    int size = batches ? 30 : patterns.count();
    BatchSchedule schedule = new BatchSchedule(patterns.count(), size, 1);
    Training training =
        new Training(HopfieldObjective.gradient(hopfield, patterns, schedule, learning), 1);
    training.run((long) passes * schedule.batchesPerPass());
    Recall recall = new Recall(Network.of(hopfield, training.parameters()), 1);
    long fixed =
        IntStream.range(0, patterns.count())
            .filter(pattern -> recall.isFixed(patterns.spins(pattern)))
            .count();
    assertEquals(patterns.count(), fixed);
    Recall hebbian = new Recall(Training.hebbian(patterns), 1);
    long heldByHebb =
        IntStream.range(0, patterns.count())
            .filter(pattern -> hebbian.isFixed(patterns.spins(pattern)))
            .count();
    assertTrue(heldByHebb < 0.1 * patterns.count(), () -> "by Hebb " + heldByHebb);
  }
}
