package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RbmGradientStepTest {
  private static final Schedule FALLING = new Schedule(0.25, Schedule.Decay.LINEAR, 20);

  /** Statistics of random rows under the given parameters: a gradient as good as any. */
  private static List<PhaseStatistics> statistics(Rbm rbm, Parameters parameters, long seed) {
    PackedRows rows = PackedRows.random(rbm.visible(), 10, new Random(seed));
    ClampedPhase phase = new ClampedPhase(rbm, rows, new BatchSchedule(10, 10, 1));
    Sums sums = phase.newSums();
    phase.contribute(Models.snapshot(parameters), 0, 0, 10, sums);
    return List.of(new PhaseStatistics(phase, List.of(sums), 10));
  }

  private static RbmGradientStep rule(Rbm rbm, Schedule schedule, double momentum, double decay) {
    return new RbmGradientStep(
        rbm, new RbmLearning(Method.PCD, 1, 1, schedule, momentum, decay, 0, 1));
  }

  /** Ten updates; every one rounds at 2^-24 of numbers below 8, a few times. */
  @ParameterizedTest
  @CsvSource({"6, 4, 0, 0", "6, 4, 0.5, 0", "6, 4, 0, 0.01", "70, 66, 0.9, 0.01"})
  void shouldFollowMomentumDecayAndScheduleAsInDoublePrecision(
      int visible, int hidden, double momentum, double decay) {
    Rbm rbm = new Rbm(visible, hidden);
    RbmGradientStep rule = rule(rbm, FALLING, momentum, decay);
    Parameters current = Models.random(rbm, 0.5, 0.5, new Random(1));
    Parameters state = new Parameters(rule.stateLayout());
    Parameters next = new Parameters(rbm.layout());
    double[] exact = Models.learned(rbm, current);
    double[] velocity = new double[exact.length];
    for (int update = 0; update < 10; update++) {
      List<PhaseStatistics> statistics = statistics(rbm, current, update);
      double[] gradient = RateOne.step(rbm, current, statistics);
      for (int k = 0; k < exact.length; k++) {
        double shrink = k < visible * hidden ? decay * exact[k] : 0;
        velocity[k] = momentum * velocity[k] + 0.25 * (1 - update / 20.0) * (gradient[k] - shrink);
        exact[k] += velocity[k];
      }
      next.poison();
      rule.apply(update, current, state, statistics, next);
      current.copyFrom(next);
      assertArrayEquals(exact, Models.learned(rbm, current), (update + 1) * 0x1p-19);
    }
  }

  /** Kingma and Ba (2015), algorithm 1; steps are of the size of the rate, however rounded. */
  @ParameterizedTest
  @CsvSource({"6, 4, 0", "70, 66, 0.01"})
  void shouldFollowAdamAsInDoublePrecision(int visible, int hidden, double decay) {
    Rbm rbm = new Rbm(visible, hidden);
    RbmLearning learning =
        new RbmLearning(Method.PCD, 1, 1, FALLING, 0, decay, 0, 1).with(Optimiser.adam());
    RbmGradientStep rule = new RbmGradientStep(rbm, learning);
    Parameters current = Models.random(rbm, 0.5, 0.5, new Random(1));
    Parameters state = new Parameters(rule.stateLayout());
    Parameters next = new Parameters(rbm.layout());
    double[] exact = Models.learned(rbm, current);
    double[] mean = new double[exact.length];
    double[] square = new double[exact.length];
    for (int update = 0; update < 10; update++) {
      List<PhaseStatistics> statistics = statistics(rbm, current, update);
      double[] gradient = RateOne.step(rbm, current, statistics);
      for (int k = 0; k < exact.length; k++) {
        double force = gradient[k] - (k < visible * hidden ? decay * exact[k] : 0);
        mean[k] = 0.9 * mean[k] + 0.1 * force;
        square[k] = 0.999 * square[k] + 0.001 * force * force;
        double first = mean[k] / (1 - Math.pow(0.9, update + 1.0));
        double second = square[k] / (1 - Math.pow(0.999, update + 1.0));
        exact[k] += FALLING.at(update) * first / (Math.sqrt(second) + 1e-8);
      }
      next.poison();
      rule.apply(update, current, state, statistics, next);
      current.copyFrom(next);
      assertArrayEquals(exact, Models.learned(rbm, current), (update + 1) * 1e-4);
    }
  }

  static Stream<RbmLearning> learnings() {
    RbmLearning moving = new RbmLearning(Method.PCD, 1, 1, FALLING, 0.5, 0.01, 0, 1);
    Stream<RbmLearning> rules =
        Arrays.stream(TargetRule.values())
            .map(rule -> rule.learning(0.25, 20, 1, 1))
            .filter(learning -> learning.method() != Method.TEMPERED);
    return Stream.concat(Stream.of(moving), rules);
  }

  /**
   * Every number of the buffer, padding included unless it is never read: nobody may meet what was
   * in it before, nor anything that a run which goes on from a file would not meet.
   */
  @ParameterizedTest
  @MethodSource("learnings")
  void shouldWriteTheWholeOfABufferThatWasUsedBefore(RbmLearning learning) {
    for (int[] size : new int[][] {{6, 4}, {5, 3}, {70, 3}, {3, 70}, {65, 129}}) {
      Layer visible = Layer.binary(size[0]);
      Layer hidden = Layer.of(UnitKind.SPIN, size[1]);
      assertWritesAll(learning, new Rbm(visible, Layer.binary(size[1]), learning.extras()));
      assertWritesAll(learning, new Rbm(visible, hidden, learning.extras()));
      assertWritesAll(learning, new Rbm(hidden, Layer.softmax(2, 3), learning.extras()));
    }
  }

  private static void assertWritesAll(RbmLearning learning, Rbm rbm) {
    Parameters current = Models.random(rbm, 0.5, 0.5, new Random(2));
    RbmGradientStep rule = new RbmGradientStep(rbm, learning);
    Parameters next = new Parameters(rbm.layout());
    next.poison();
    rule.apply(0, current, new Parameters(rule.stateLayout()), statistics(rbm, current, 3), next);
    Parameters derived = new Parameters(rbm.layout());
    for (Block block : rbm.layout().blocks()) {
      if (block.role() != Role.DERIVED) {
        derived.setRows(block, next.rows(block));
      }
    }
    rbm.derive(derived);
    for (Block block : rbm.layout().blocks()) {
      boolean offset = block.name().endsWith("_offset");
      int length = offset ? block.columns() : block.length();
      for (int k = block.offset(); k < block.offset() + length; k++) {
        if (block.isPacked()) {
          assertEquals(derived.words()[k], next.words()[k], "word " + k);
        } else {
          assertEquals(derived.values()[k], next.values()[k], "number " + k);
        }
      }
    }
  }

  @Test
  void shouldKeepVelocitiesOnlyWhenThereIsMomentum() {
    Rbm rbm = new Rbm(6, 4);
    assertTrue(rule(rbm, FALLING, 0, 0.1).stateLayout().blocks().isEmpty());
    List<String> names =
        rule(rbm, FALLING, 0.5, 0).stateLayout().blocks().stream().map(Block::name).toList();
    assertEquals(
        List.of("weights_velocity", "visible_bias_velocity", "hidden_bias_velocity"), names);
  }

  @ParameterizedTest
  @CsvSource({
    "weights, 10001", "weights, -10001", "weights, NaN", "weights, Infinity",
    "visible_bias, 10001", "visible_bias, NaN", "hidden_bias, -1e30", "hidden_bias, NaN"
  })
  void shouldRefuseToGoOnFromANumberThatDivergedWhereverItIs(String name, float value) {
    Rbm rbm = new Rbm(70, 66);
    Parameters current = Models.random(rbm, 0.1, 0.1, new Random(3));
    Block block = rbm.layout().block(name);
    List<PhaseStatistics> statistics = statistics(rbm, current, 4);
    for (int row : new int[] {0, block.rows() / 2, block.rows() - 1}) {
      for (int column : new int[] {0, block.columns() - 1}) {
        Parameters harmed = current.copy();
        harmed.set(block, row, column, value);
        var refusal =
            assertThrows(DivergedException.class, () -> apply(rbm, 0.1, harmed, statistics));
        assertTrue(refusal.getMessage().contains(name + "="), refusal.getMessage());
        assertEquals("update", refusal.phase());
      }
    }
  }

  @Test
  void shouldRefuseAStepThatLeadsOutOfBounds() {
    Rbm rbm = new Rbm(6, 4);
    Parameters current = Models.random(rbm, 0.1, 0.1, new Random(3));
    List<PhaseStatistics> statistics = statistics(rbm, current, 4);
    apply(rbm, 9e3, current, statistics);
    assertThrows(DivergedException.class, () -> apply(rbm, 1e5, current, statistics));
  }

  private static void apply(
      Rbm rbm, double rate, Parameters current, List<PhaseStatistics> statistics) {
    Schedule schedule = new Schedule(rate, Schedule.Decay.NONE, 1);
    RbmGradientStep rule = rule(rbm, schedule, 0, 0);
    Parameters state = new Parameters(rule.stateLayout());
    rule.apply(0, current, state, statistics, new Parameters(rbm.layout()));
  }
}
