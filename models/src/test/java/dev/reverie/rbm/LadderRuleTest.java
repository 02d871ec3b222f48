package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.tempering.SwapFigures;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published of a ladder while parameters stay. */
final class LadderRuleTest {
  private static final int LADDERS = 50;
  private static final int TEMPERATURES = 4;
  private static final int RUNS = 30;

  /** A t-distributed mean of 30 runs is further out once in 2 million. */
  private static final double ERRORS = 6.2;

  /** One ladder phase at parameters that do not move. */
  private static final class Loop {
    private final ExactLadder exact;
    private final LadderRule rule;
    private final LadderPhase phase;
    private final Tile tile;
    private Parameters current;
    private long update;

    Loop(ExactLadder exact, LadderRule rule, int ladders, long seed) {
      this.exact = exact;
      this.rule = rule;
      this.phase = new LadderPhase(exact.rbm, ladders, 1, seed);
      this.tile = phase.start(exact.snapshot(), 0, ladders);
      this.current = exact.parameters.copy();
    }

    Loop run(int updates) {
      for (int n = 0; n < updates; n++) {
        Sums sums = phase.newSums();
        tile.step(Models.snapshot(current), 0, tile.count(), sums);
        Parameters next = current.copy();
        List<PhaseStatistics> said =
            List.of(new PhaseStatistics(phase, List.of(sums), tile.count()));
        rule.apply(update++, current, said, next);
        current = next;
      }
      return this;
    }

    LadderReport report() {
      return LadderReport.of(exact.rbm, current).orElseThrow();
    }
  }

  static Stream<Layer[]> machines() {
    Layer spin = Layer.of(UnitKind.SPIN, 3);
    return Stream.of(
        new Layer[] {Layer.binary(4), Layer.binary(3)},
        new Layer[] {spin, Layer.softmax(1, 3).and(Layer.binary(1))},
        new Layer[] {Layer.softmax(1, 3).and(Layer.binary(1)), spin});
  }

  /** Means over independent runs, each of which averages over time. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldComeToTheLogZOfEnumeration(Layer visible, Layer hidden) {
    ExactLadder exact =
        ExactTemperatures.random(visible, hidden, TEMPERATURES, 1, new Random(visible.units()));
    assertComesToLogZ(exact, LadderRule.ofTemperatures(exact.rbm, 20));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldComeToTheLogZOfEnumerationAlongATrajectory(Layer visible, Layer hidden) {
    ExactLadder exact = ExactTrajectory.random(visible, hidden, 1, new Random(visible.units()));
    assertComesToLogZ(exact, exact.rule());
  }

  private static void assertComesToLogZ(ExactLadder exact, LadderRule rule) {
    double[] estimates = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      estimates[run] =
          new Loop(exact, rule, LADDERS, run).run(110).report().logPartition().orElseThrow();
    }
    double mean = Arrays.stream(estimates).average().orElseThrow();
    double squares = Arrays.stream(estimates).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / (RUNS - 1) / RUNS);
    assertTrue(error < 0.01, () -> "standard error " + error + " nats");
    assertEquals(exact.logZ(exact.ranks() - 1), mean, ERRORS * error);
  }

  @Test
  void shouldKnowTheLogZOfTheBase() {
    machines()
        .forEach(
            layers -> {
              Random random = new Random(3);
              ExactLadder exact =
                  ExactTemperatures.random(layers[0], layers[1], TEMPERATURES, 1, random);
              double base = exact.rbm.tempered().baseLogPartition(exact.parameters);
              assertEquals(exact.logZ(0), base, 1e-5);
              exact = ExactTrajectory.random(layers[0], layers[1], 1, random);
              Rbm structure = exact.rbm.trajectory().structure(0);
              base = LadderBlocks.baseLogPartition(structure, exact.parameters.frozen(0));
              assertEquals(exact.logZ(0), base, 1e-5);
            });
  }

  @Test
  void shouldAdaptToEqualSwapRatesInWarmUpAndStayThere() {
    Layer visible = Layer.binary(8);
    ExactLadder exact = ExactTemperatures.random(visible, Layer.binary(6), 5, 3, new Random(8));
    double[] before =
        new Loop(exact, LadderRule.ofTemperatures(exact.rbm, 0), 200, 1)
            .run(150)
            .report()
            .swapRates();
    Loop adapted = new Loop(exact, LadderRule.ofTemperatures(exact.rbm, 400), 200, 1).run(400);
    double[] betas = adapted.report().betas();
    double[] after = adapted.run(100).report().swapRates();
    assertTrue(spread(before) > 0.3, () -> "nothing to adapt: " + Arrays.toString(before));
    assertTrue(spread(after) < 0.08, () -> Arrays.toString(after));
    assertArrayEquals(betas, adapted.report().betas());
    assertTrue(adapted.report().roundTripRate() > 0.001);
  }

  /** In asynchronous training what was said before a level was taken comes late. */
  @Test
  void shouldNotListenToLaddersOfOtherLevels() {
    ExactLadder exact = ExactTrajectory.random(Layer.binary(4), Layer.binary(3), 1, new Random(6));
    LadderPhase phase = new LadderPhase(exact.rbm, 20, 1, 1);
    Tile tile = phase.start(exact.snapshot(), 0, 20);
    LadderSums now = (LadderSums) phase.newSums();
    tile.step(exact.snapshot(), 0, 20, now);
    LadderSums before = (LadderSums) phase.newSums();
    before.addLadders(20, 4);
    before.addPair(0, -9, 9, -9, 0);
    SwapFigures alone = LadderSums.figures(List.of(now), 3, 7).orElseThrow();
    SwapFigures both = LadderSums.figures(List.of(before, now), 3, 7).orElseThrow();
    assertArrayEquals(alone.accepted(), both.accepted());
    assertTrue(LadderSums.figures(List.of(before), 3, 7).isEmpty());
  }

  /** With the next parameters, to the bit, at the free place, and from then on the same object. */
  @Test
  void shouldFreezeTheNextParametersAsALevel() {
    ExactLadder exact = ExactTrajectory.random(Layer.binary(4), Layer.binary(3), 3, new Random(7));
    LadderRule takes = LadderRule.ofTrajectory(exact.rbm, 0.999);
    Loop loop = new Loop(exact, takes, LADDERS, 1).run(1);
    Parameters level = loop.current.frozen(2);
    for (Block block : ExactMachine.learned(exact.rbm.trajectory().structure(2))) {
      Block learned = exact.rbm.layout().block(block.name());
      assertArrayEquals(loop.current.rows(learned), level.rows(block));
    }
    assertEquals(8, exact.rbm.trajectory().newest(loop.current));
    assertSame(exact.parameters.frozen(1), loop.current.frozen(1));
    assertSame(level, loop.run(1).current.frozen(2));
  }

  private static double spread(double[] rates) {
    return Arrays.stream(rates).max().orElseThrow() - Arrays.stream(rates).min().orElseThrow();
  }

  @Test
  void shouldLeaveTheLadderWhereNothingIsSaid() {
    ExactLadder exact =
        ExactTemperatures.random(Layer.binary(4), Layer.binary(3), TEMPERATURES, 1, new Random(5));
    Parameters next = new Parameters(exact.rbm.layout());
    next.copyFrom(exact.parameters);
    LadderPhase phase = new LadderPhase(exact.rbm, 3, 1, 1);
    List<PhaseStatistics> said = List.of(new PhaseStatistics(phase, List.of(), 0));
    LadderRule.ofTemperatures(exact.rbm, 10).apply(0, exact.parameters, said, next);
    assertArrayEquals(exact.parameters.values(), next.values());
  }
}
