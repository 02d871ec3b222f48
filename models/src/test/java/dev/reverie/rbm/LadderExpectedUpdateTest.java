package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean of the rule's updates at fixed random parameters, with ladders drawn from all levels by
 * enumeration, is the gradient of the exact log-likelihood by finite differences, within 5 standard
 * errors of at most 1 % of its norm. So states of other levels do not enter, and each ladder counts
 * once. A bias of 5 % is caught, and so are swaps of the wrong sign.
 */
final class LadderExpectedUpdateTest {
  private static final int LADDERS = 630;
  private static final int TEMPERATURES = 2;
  private static final int ROWS = 1;
  private static final int MOST_UPDATES = 2000;
  private static final int PLANTED_UPDATES = 60;

  private record Trial(boolean trajectory, Layer visible, Layer hidden) {
    ExactLadder ladder(Random random) {
      return trajectory
          ? ExactTrajectory.random(visible, hidden, 0.8, random)
          : ExactTemperatures.random(visible, hidden, TEMPERATURES, 0.8, random);
    }

    @Override
    public String toString() {
      return (trajectory ? "trajectory of " : "") + visible.key() + " x " + hidden.key();
    }
  }

  static Stream<Trial> trials() {
    Layer binary = Layer.binary(3);
    Layer spin = Layer.of(UnitKind.SPIN, 3);
    return Stream.of(
        new Trial(false, binary, binary),
        new Trial(false, Layer.binary(2).and(Layer.softmax(1, 3)), spin),
        new Trial(false, spin, Layer.softmax(1, 3)),
        new Trial(true, binary, binary),
        new Trial(true, Layer.binary(2).and(Layer.softmax(1, 3)), spin));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheGradientOfTheExactLikelihood(Trial trial) {
    Random random = new Random(trial.toString().hashCode());
    ExactLadder exact = trial.ladder(random);
    double[][] rows = new double[ROWS][];
    long[][] bits = new long[ROWS][];
    double[][] states = exact.machine().visibleStates();
    for (int n = 0; n < ROWS; n++) {
      rows[n] = states[random.nextInt(states.length)];
      bits[n] = ExactMachine.bits(trial.visible(), rows[n]);
    }
    PhaseStatistics positive = positive(exact, new PackedRows(exact.rbm.visible(), bits));
    assertMean(exact, positive, exact.machine().gradient(rows), random);
  }

  private static PhaseStatistics positive(ExactLadder exact, PackedRows rows) {
    ClampedPhase phase = new ClampedPhase(exact.rbm, rows, new BatchSchedule(ROWS, ROWS, 1));
    Sums sums = phase.newSums();
    phase.contribute(exact.snapshot(), 0, 0, ROWS, sums);
    return new PhaseStatistics(phase, List.of(sums), ROWS);
  }

  private static void assertMean(
      ExactLadder exact, PhaseStatistics positive, double[] expected, Random random) {
    MeanUpdate mean = new MeanUpdate(expected.length);
    MeanUpdate biased = new MeanUpdate(expected.length);
    MeanUpdate unsigned = new MeanUpdate(expected.length);
    double norm = Models.norm(expected);
    for (int update = 0; update < MOST_UPDATES; update++) {
      PhaseStatistics right = negative(exact, SwapRule.METROPOLIS, random, update);
      PhaseStatistics wrong = new PhaseStatistics(right.phase(), right.parts(), LADDERS * 20 / 21);
      mean.add(step(exact, positive, right));
      biased.add(step(exact, positive, wrong));
      if (update < PLANTED_UPDATES) {
        SwapRule backwards = (lower, upper) -> upper - lower;
        unsigned.add(step(exact, positive, negative(exact, backwards, random, update)));
      }
      if (update > 100 && mean.standardError() < 0.0095 * norm) {
        break;
      }
    }
    double share = mean.standardError() / norm;
    assertTrue(share <= 0.01, () -> "standard error is " + share + " of the update");
    double off = mean.deviates(expected);
    assertTrue(off <= 5, () -> off + " standard errors from what is expected");
    double planted = biased.deviates(expected);
    assertTrue(planted > 5, () -> "a bias of 5 % is only " + planted + " standard errors");
    double swapped = unsigned.deviates(expected);
    assertTrue(swapped > 5, () -> "swaps of the wrong sign: " + swapped + " standard errors");
  }

  private static PhaseStatistics negative(
      ExactLadder exact, SwapRule rule, Random random, int update) {
    LadderPhase phase = new LadderPhase(exact.rbm, LADDERS, 1, update, rule);
    Tile tile = phase.allocate(0, LADDERS);
    exact.start(tile, random);
    Sums sums = phase.newSums();
    tile.step(exact.snapshot(), 0, LADDERS, sums);
    return new PhaseStatistics(phase, List.of(sums), LADDERS);
  }

  private static double[] step(
      ExactLadder exact, PhaseStatistics positive, PhaseStatistics negative) {
    Companion ladder = exact.rule();
    RbmGradientStep rule =
        new RbmGradientStep(exact.rbm, RateOne.learning(), new double[0], List.of(ladder));
    Parameters next = new Parameters(exact.rbm.layout());
    Parameters state = new Parameters(rule.stateLayout());
    rule.apply(0, exact.parameters, state, List.of(positive, negative), next);
    return Models.difference(
        ExactMachine.learned(exact.rbm, next), ExactMachine.learned(exact.rbm, exact.parameters));
  }
}
