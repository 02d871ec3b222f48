package dev.reverie.tempering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrajectoryLadderTest {
  private static final double ACCEPTANCE = 0.25;

  /** Figures of pairs that are accepted so, with Bennett's terms at their root. */
  private static SwapFigures seen(double... accepted) {
    double[] overlaps = new double[accepted.length];
    Arrays.setAll(overlaps, k -> accepted[k] / 2);
    return new SwapFigures(accepted, overlaps, overlaps.clone());
  }

  private static TrajectoryLadder with(long[] numbers, double[] rates) {
    double[] ratios = new double[rates.length];
    Arrays.setAll(ratios, k -> 1 + k);
    return new TrajectoryLadder(numbers, new Neighbours(rates, rates, ratios));
  }

  @Test
  void shouldStartWithTheBaseAlone() {
    TrajectoryLadder ladder = TrajectoryLadder.start(3);
    assertArrayEquals(new int[] {0}, ladder.order());
    assertEquals(1, ladder.newest());
    assertArrayEquals(new double[] {1}, ladder.pairs().swapRates());
  }

  @Test
  void shouldTakeALevelWhenSwapsWithTheModelBecomeRare() {
    TrajectoryLadder ladder = TrajectoryLadder.start(3).after(50, seen(0.26), ACCEPTANCE);
    assertEquals(1, ladder.newest());
    ladder = ladder.after(51, seen(0.24), ACCEPTANCE);
    assertEquals(2, ladder.newest());
    assertEquals(1, ladder.newestPlace());
    assertArrayEquals(new int[] {0, 1}, ladder.order());
    assertEquals(1, ladder.pairs().swapRates()[1], "the model is what has been taken");
    assertEquals(0, ladder.pairs().logRatios()[1]);
    assertTrue(ladder.pairs().swapRates()[0] < 1);
  }

  /** That at place 1, between those at places 3 and 2. */
  @Test
  void shouldDropTheLevelWhoseNeighboursAreNearestToEachOther() {
    double[] rates = {0.3, 0.5, 0.9, 0.8, 0.3};
    TrajectoryLadder ladder = with(new long[] {1, 5, 6, 4, 2}, rates);
    assertArrayEquals(new int[] {0, 4, 3, 1, 2}, ladder.order());
    TrajectoryLadder next = ladder.after(1000, seen(0.3, 0.5, 0.9, 0.8, 0.2), ACCEPTANCE);
    assertArrayEquals(new long[] {1, 7, 6, 4, 2}, next.numbers());
    assertArrayEquals(new int[] {0, 4, 3, 2, 1}, next.order());
    double[] after = next.pairs().swapRates();
    assertEquals(5, after.length);
    assertTrue(after[2] > 0.6 && after[2] < 0.8, "both ways together: " + after[2]);
    assertEquals(1, after[4]);
  }

  @Test
  void shouldKeepLogZOfTheModelWhateverIsTakenOrDropped() {
    TrajectoryLadder ladder =
        with(new long[] {1, 5, 6, 4, 2}, new double[] {0.4, 0.5, 0.9, 0.8, 0});
    double before = Arrays.stream(ladder.pairs().logRatios()).sum();
    TrajectoryLadder next = ladder.after(1000, seen(0.4, 0.5, 0.9, 0.8, 0), ACCEPTANCE);
    assertEquals(7, next.newest());
    assertEquals(before, Arrays.stream(next.pairs().logRatios()).sum(), 1e-12);
  }

  @Test
  void shouldNotDropALevelWhereThatWouldLeaveAPairFurtherApart() {
    double[] rates = {0.25, 0.25, 0.25, 0.2};
    TrajectoryLadder ladder = with(new long[] {1, 2, 3, 4}, rates);
    assertEquals(4, ladder.after(1000, seen(0.25, 0.25, 0.25, 0.1), ACCEPTANCE).newest());
    assertEquals(5, ladder.after(1000, seen(0.25, 0.25, 0.25, 0.01), ACCEPTANCE).newest());
    assertEquals(5, ladder.after(1000, seen(0.25, 0.25, 0.25, 0), ACCEPTANCE).newest());
  }

  @Test
  void shouldSayWhereAPairOverlapsTooLittle() {
    double[] apart = {0.4, 0.01, 0.4};
    assertFalse(new Neighbours(apart, apart, apart).overlap());
    apart[1] = 0.02;
    assertTrue(new Neighbours(apart, apart, apart).overlap());
  }

  /** Distances of a normal law, for which the logistic one stands. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.5, 0.25, 0.05})
  void shouldAddUpDistancesAsANormalLawWould(double acceptance) {
    double[] once = {acceptance, acceptance};
    double merged = new Neighbours(once, once, once).merged(0).swapRates()[0];
    double s = 0;
    while (2 * phi(-s / 2) > acceptance) {
      s += 0.01;
    }
    assertEquals(2 * phi(-s), merged, 0.03);
  }

  /** The normal distribution function by summing its density. */
  private static double phi(double x) {
    double sum = 0;
    for (double y = -12; y < x; y += 0.01) {
      sum += 0.01 * Math.exp(-y * y / 2) / Math.sqrt(2 * Math.PI);
    }
    return sum;
  }

  @Test
  void shouldRefuseWhatIsNoLadder() {
    double[] two = {1, 1};
    assertThrows(IllegalArgumentException.class, () -> with(new long[] {1, 0}, two));
    assertThrows(IllegalArgumentException.class, () -> with(new long[] {0, 1, 2}, two));
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Trajectory(2, 0.5));
    assertEquals("levels=2, must be 3 to 1000", refusal.getMessage());
    for (double wrong : new double[] {0, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Trajectory(5, wrong));
    }
  }
}
