package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Optimiser;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every discrete kind of units and every rule: the mean of updates at fixed random parameters,
 * offsets and fast weights, with persistent chains drawn exactly from what they are to follow, is
 * what sums over all states expect of the rule, within 5 standard errors of at most 1 % of its
 * norm; so are the next fast weights and offsets. Phases other than the data's that are 5 % too
 * large are caught. The rate is small, so that a bound and a penalty, which are not linear, are so
 * over the noise; of Adam, the mean of gradients is looked at.
 */
final class RuleExpectedUpdateTest {
  private static final int DISTINCT_ROWS = 5;
  private static final int ROWS = 630;
  private static final int MOST_UPDATES = 4000;
  private static final double RATE = 0x1p-6;

  /** Of probabilities in sums, and of what is near 1 in floats. */
  private static final double ROUNDING = 0x1p-14;

  static Stream<TargetMachine.Turn> quick() {
    return TargetMachine.turns(0);
  }

  static Stream<TargetMachine.Turn> all() {
    return TargetMachine.pairs(0);
  }

  @ParameterizedTest
  @MethodSource("quick")
  void shouldFollowWhatIsExpectedOfTheRule(TargetMachine.Turn turn) {
    new Fixture(turn).assertMeans();
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("long")
  void shouldFollowWhatIsExpectedOfTheRuleWithEveryMachine(TargetMachine.Turn turn) {
    new Fixture(turn).assertMeans();
  }

  /** Updates of one trial, all from the same parameters. */
  private static final class Fixture {
    private final TargetMachine.Turn turn;
    private final Random random;
    private final RbmLearning learning;
    private final Rbm rbm;
    private final PackedRows rows;
    private final Parameters parameters;
    private final ExactLadder ladder;
    private final ExactAscent base;
    private final ExactAscent expected;
    private final LinearMachine.At chains;

    Fixture(TargetMachine.Turn turn) {
      random = new Random(turn.toString().hashCode());
      this.turn = turn;
      learning = learning(RATE, 1);
      LinearMachine machine =
          new LinearMachine(
              new Rbm(turn.machine().visible(), turn.machine().hidden(), learning.extras()));
      rbm = machine.rbm();
      double[] shares = new double[machine.visibleStates().length];
      long[][] states = new long[ROWS][];
      for (int n = 0; n < DISTINCT_ROWS; n++) {
        int drawn = random.nextInt(shares.length);
        shares[drawn] += 1.0 / DISTINCT_ROWS;
        long[] bits = ExactMachine.bits(rbm.visibleLayer(), machine.visibleStates()[drawn]);
        for (int row = n; row < ROWS; row += DISTINCT_ROWS) {
          states[row] = bits;
        }
      }
      rows = new PackedRows(rbm.visible(), states);
      parameters = parameters();
      ladder =
          rbm.tempered() == null
              ? null
              : new ExactTemperatures(rbm, parameters, random.doubles(rbm.visible()).toArray());
      base = new ExactAscent(machine, parameters, learning(0, 1), shares, 1);
      expected = new ExactAscent(machine, parameters, learning, shares, 1);
      chains = expected.chains();
      base.step(0);
      expected.step(0);
    }

    private RbmLearning learning(double rate, long seed) {
      return turn.rule().learning(rate, 1, ROWS, seed);
    }

    private Parameters parameters() {
      Parameters all = Models.random(rbm, 0.7, 0.5, random);
      for (Block block : extras()) {
        double scale = block.name().startsWith("fast") ? 0.3 : 1;
        float[] numbers = new float[block.size()];
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = (float) (scale * random.nextGaussian());
        }
        all.setRows(block, numbers);
      }
      rbm.derive(all);
      return all;
    }

    /** Offsets or fast weights, as far as there are any. */
    private List<Block> extras() {
      if (rbm.extras().offsets()) {
        return List.of(rbm.visibleOffset(), rbm.hiddenOffset());
      }
      return rbm.extras().fastWeights()
          ? List.of(rbm.fastWeights(), rbm.fastVisibleBias(), rbm.fastHiddenBias())
          : List.of();
    }

    void assertMeans() {
      MeanUpdate.requireMean(
          expectedMove(), MeanUpdate.ENOUGH, MOST_UPDATES, n -> moves(n, this::move));
      if (learning.centring().means() == Centring.Means.DATA) {
        double[] told =
            Models.difference(expected.offsets(), ExactMachine.numbers(extras(), parameters));
        assertArrayEquals(told, moves(0, this::extrasMove)[0], ROUNDING);
      } else if (!extras().isEmpty()) {
        double[] told = rbm.extras().offsets() ? expected.offsets() : expected.fast();
        double[] kept = ExactMachine.numbers(extras(), parameters);
        MeanUpdate.requireMean(
            Models.difference(told, kept),
            MeanUpdate.ENOUGH / 4,
            MOST_UPDATES,
            n -> moves(n, this::extrasMove));
      }
    }

    private boolean adam() {
      return learning.optimiser().kind() == Optimiser.Kind.ADAM;
    }

    private double[] expectedMove() {
      return adam()
          ? expected.firstMoment()
          : scaled(Models.difference(expected.theta(), base.theta()));
    }

    private double[] move(Parameters next, Parameters state) {
      return adam()
          ? ExactMachine.numbers(firstMoments(state), state)
          : scaled(Models.difference(ExactMachine.learned(rbm, next), base.theta()));
    }

    private List<Block> firstMoments(Parameters state) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : ExactMachine.learned(rbm)) {
        blocks.add(state.layout().block(block.name() + "_first_moment"));
      }
      return blocks;
    }

    private static double[] scaled(double... move) {
      Arrays.setAll(move, k -> move[k] / RATE);
      return move;
    }

    private double[] extrasMove(Parameters next, Parameters state) {
      return Models.difference(
          ExactMachine.numbers(extras(), next), ExactMachine.numbers(extras(), parameters));
    }

    /** What is looked at after an update, and after the same with phases that are 5 % too large. */
    private double[][] moves(int number, BiFunction<Parameters, Parameters, double[]> look) {
      RbmLearning seeded = learning(RATE, number);
      RbmObjective objective =
          new RbmObjective(rbm, rows, new BatchSchedule(ROWS, ROWS, number), seeded);
      List<PhaseStatistics> right = new ArrayList<>();
      List<PhaseStatistics> wrong = new ArrayList<>();
      for (Phase phase : objective.phases()) {
        List<Sums> sums = List.of(work(phase));
        right.add(new PhaseStatistics(phase, sums, ROWS));
        wrong.add(new PhaseStatistics(phase, sums, phase.sign() > 0 ? ROWS : ROWS * 20 / 21));
      }
      return new double[][] {
        updated(objective.rule(), right, look), updated(objective.rule(), wrong, look)
      };
    }

    private double[] updated(
        UpdateRule rule,
        List<PhaseStatistics> statistics,
        BiFunction<Parameters, Parameters, double[]> look) {
      Parameters next = new Parameters(rbm.layout());
      Parameters state = new Parameters(rule.stateLayout());
      rule.apply(0, parameters, state, statistics, next);
      return look.apply(next, state);
    }

    private Sums work(Phase phase) {
      Snapshot snapshot = Models.snapshot(parameters);
      Sums sums = phase.newSums();
      if (phase instanceof BatchPhase batch) {
        batch.contribute(snapshot, 0, 0, ROWS, sums);
      } else if (phase instanceof PersistentPhase persistent) {
        Tile tile = persistent.allocate(0, ROWS);
        if (ladder == null) {
          chains.start(tile, random);
        } else {
          ladder.start(tile, random);
        }
        tile.step(snapshot, 0, ROWS, sums);
      }
      return sums;
    }
  }
}
