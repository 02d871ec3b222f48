package dev.reverie.benchmark.peers.nats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CrossingTest {
  private static final double[] TIMES = {1, 2, 4, 8, 16, 32, 64, 128};

  /** Values are -200, -170, -140, -110, -80, -50, ... */
  private static double value(int point) {
    return -200 + 30 * point;
  }

  @Test
  void shouldInterpolateBetweenNeighbours() {
    Crossing crossing = new Crossing(-100);
    OptionalDouble found = crossing.find(TIMES, 0, CrossingTest::value);
    assertEquals(8 + 8 * (10.0 / 30), found.orElseThrow(), 1e-12);
    assertTrue(crossing.judged().size() <= 5, () -> crossing.judged().toString());
  }

  /** A curve that falls again, as one does at a rate that is too high. */
  @Test
  void shouldFindACrossingBeforeACurveFallsAgain() {
    OptionalDouble found =
        new Crossing(-100).find(TIMES, 0, point -> point >= 3 && point <= 5 ? -90 : -110);
    assertEquals(6, found.orElseThrow(), 1e-12);
  }

  @Test
  void shouldFindNothingBelow() {
    assertEquals(OptionalDouble.empty(), new Crossing(1000).find(TIMES, 0, CrossingTest::value));
  }

  @Test
  void shouldTakeTheFirstPointWhereAllAreAbove() {
    assertEquals(OptionalDouble.of(1), new Crossing(-300).find(TIMES, 0, CrossingTest::value));
  }

  @Test
  void shouldJudgeNoPointTwice() {
    Map<Integer, Integer> calls = new TreeMap<>();
    new Crossing(-195)
        .find(
            TIMES,
            3,
            point -> {
              calls.merge(point, 1, Integer::sum);
              return value(point);
            });
    assertTrue(calls.values().stream().allMatch(count -> count == 1), calls::toString);
  }
}
