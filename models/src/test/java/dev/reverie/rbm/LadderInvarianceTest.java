package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ladders that start from exact draws at every level, of temperatures or of other parameters, are
 * distributed so after any number of steps. The check is Pearson's, over all joint states of the
 * model and all hidden states elsewhere, each with a false alarm once in 10^7. Swaps that are
 * judged wrongly are caught.
 */
final class LadderInvarianceTest {
  private static final int LADDERS = 8_000;

  /** The last swap is one of the model's. */
  private static final int STEPS = 3;

  private static final double[] BETAS = {0, 0.2, 0.5, 1};

  private record Trial(boolean trajectory, Layer visible, Layer hidden) {
    ExactLadder ladder() {
      Random random = new Random(units().hashCode());
      return trajectory
          ? ExactTrajectory.random(visible, hidden, 1.2, random)
          : ExactTemperatures.random(visible, hidden, BETAS.length, 1.2, random).withBetas(BETAS);
    }

    private String units() {
      return visible.key() + " x " + hidden.key();
    }

    @Override
    public String toString() {
      return (trajectory ? "trajectory of " : "temperatures of ") + units();
    }
  }

  static Stream<Trial> trials() {
    Layer binary = Layer.binary(4);
    Layer spin = Layer.of(UnitKind.SPIN, 3);
    Layer softmax = Layer.softmax(2, 3);
    Layer mixed = Layer.binary(2).and(Layer.softmax(1, 3));
    return Stream.of(
        new Trial(false, binary, Layer.binary(3)),
        new Trial(false, spin, spin),
        new Trial(false, softmax, Layer.binary(3)),
        new Trial(false, binary, softmax),
        new Trial(false, mixed, spin),
        new Trial(false, binary, mixed),
        new Trial(true, binary, Layer.binary(3)),
        new Trial(true, binary, softmax),
        new Trial(true, mixed, spin));
  }

  /** The tests of all levels, the model's first. */
  private static List<ChiSquare> run(ExactLadder exact, SwapRule rule) {
    LadderPhase phase = new LadderPhase(exact.rbm, LADDERS, STEPS, 17, rule);
    Tile tile = phase.allocate(0, LADDERS);
    exact.start(tile, new Random(19));
    for (int step = 0; step < STEPS; step++) {
      tile.step(exact.snapshot(), 0, LADDERS, null);
    }
    int last = exact.ranks() - 1;
    List<ChiSquare> tests = new ArrayList<>();
    tests.add(new ChiSquare(exact.countModel(tile), exact.joint(last)));
    for (int k = last - 1; k >= 0; k--) {
      tests.add(new ChiSquare(exact.countHidden(tile, k), exact.hidden(k)));
    }
    return tests;
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldLeaveTheDistributionOfEveryLevelWhereItIs(Trial trial) {
    run(trial.ladder(), SwapRule.METROPOLIS).forEach(test -> test.requirePass(trial.toString()));
  }

  /** The sign of the difference of levels is lost. */
  @ParameterizedTest
  @MethodSource("trials")
  void shouldCatchSwapsOfTheWrongSign(Trial trial) {
    assertCaught(trial, (lower, upper) -> upper - lower);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldCatchSwapsThatAreAlwaysAccepted(Trial trial) {
    assertCaught(trial, (lower, upper) -> 0);
  }

  private static void assertCaught(Trial trial, SwapRule wrong) {
    ChiSquare model = run(trial.ladder(), wrong).get(0);
    assertFalse(model.passes(), () -> "not caught: " + model);
    assertTrue(
        model.statistic() > 2 * model.limit(), () -> "hardly caught, too little power: " + model);
  }
}
