package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VisitsTest {
  private static final Pace PACE = new Pace(3, 2, 5, 1);
  private static final int POINTS = 6;

  private final List<Integer> order = new ArrayList<>();
  private int told;

  private double[][] measure() {
    List<Point> points =
        IntStream.range(0, POINTS)
            .mapToObj(
                n ->
                    new Point(
                        n,
                        0,
                        0,
                        seconds -> {
                          order.add(n);
                          return seconds + n;
                        }))
            .toList();
    return new Visits(PACE, () -> told++).of(points);
  }

  @Test
  void shouldKeepEachPointsTimesInItsRowWithoutTheWarmUp() {
    double[][] seconds = measure();
    assertEquals(POINTS, seconds.length);
    for (int n = 0; n < POINTS; n++) {
      assertArrayEquals(new double[] {2 + n, 2 + n, 2 + n}, seconds[n]);
    }
  }

  @Test
  void shouldVisitEveryPointOnceARoundInAnOrderOfItsOwn() {
    measure();
    List<Integer> all = IntStream.range(0, POINTS).boxed().toList();
    for (int round = 0; round <= PACE.visits(); round++) {
      assertEquals(
          all, order.subList(round * POINTS, (round + 1) * POINTS).stream().sorted().toList());
    }
    assertNotEquals(order.subList(POINTS, 2 * POINTS), order.subList(2 * POINTS, 3 * POINTS));
  }

  @Test
  void shouldTellEveryVisitThatItCounts() {
    measure();
    assertEquals(Visits.count(PACE, POINTS), told);
  }
}
