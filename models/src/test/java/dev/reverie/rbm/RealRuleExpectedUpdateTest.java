package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What else rules move where units are real numbers, as {@link RuleExpectedUpdateTest} has it for
 * discrete ones: updates with chains that follow fast weights, the fast weights, and offsets.
 */
final class RealRuleExpectedUpdateTest {
  private static final FastWeights FAST = new FastWeights(0.5, 0.9);
  private static final double FASTER = 0.3;
  private static final double OFFSET_RATE = 0.01;

  /** A pair of layers. */
  private record Pair(Layer visible, Layer hidden) {
    @Override
    public String toString() {
      return visible.key() + " x " + hidden.key();
    }

    Rbm rbm(RbmLearning learning) {
      return new Rbm(visible, hidden, learning.extras());
    }

    Random random() {
      return new Random(toString().hashCode());
    }
  }

  static Stream<Pair> pairs() {
    Layer binary = Layer.binary(3);
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 3);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 3);
    return Stream.of(
        new Pair(gaussian, binary),
        new Pair(gaussian.and(Layer.softmax(1, 3)), Layer.of(UnitKind.SPIN, 3)),
        new Pair(rectified, binary),
        new Pair(binary, gaussian),
        new Pair(Layer.softmax(1, 3), rectified));
  }

  private static double[][] rows(ExactMachine exact, Random random) {
    double[][] rows = new double[KindExpectedUpdateTest.ROWS][];
    Arrays.setAll(rows, n -> KindExpectedUpdateTest.row(exact, random));
    return rows;
  }

  private static double[] dataSlope(ExactMachine exact, double[][] rows) {
    double[] mean = new double[exact.parameters()];
    for (double[] row : rows) {
      double[] slope = exact.freeEnergySlope(row);
      Arrays.setAll(mean, k -> mean[k] + slope[k] / rows.length);
    }
    return mean;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldFollowChainsThatFollowFastWeights(Pair pair) {
    Random random = pair.random();
    RbmLearning learning = fastLearning();
    Rbm rbm = pair.rbm(learning);
    Parameters parameters = Models.random(rbm, 0.5, 0.5, random);
    Parameters driven = new Parameters(rbm.layout());
    driven.copyFrom(parameters);
    addFast(rbm, rbm.weights(), rbm.fastWeights(), parameters, driven, random);
    addFast(rbm, rbm.visibleBias(), rbm.fastVisibleBias(), parameters, driven, random);
    addFast(rbm, rbm.hiddenBias(), rbm.fastHiddenBias(), parameters, driven, random);
    rbm.derive(parameters);
    ExactMachine slow = new ExactMachine(rbm, parameters);
    ExactMachine chains = new ExactMachine(rbm, driven);
    double[][] rows = rows(slow, random);
    PhaseStatistics positive = KindExpectedUpdateTest.positive(rbm, rows, parameters);
    double[] expected =
        Models.difference(dataSlope(slow, rows), drivenSlope(rbm, parameters, driven, chains));

    MeanUpdate.requireMean(
        expected,
        MeanUpdate.ENOUGH,
        KindExpectedUpdateTest.MOST_UPDATES,
        update -> {
          PhaseStatistics right =
              KindExpectedUpdateTest.negative(rbm, parameters, chains, random, update);
          return new double[][] {
            RateOne.step(rbm, learning, parameters, List.of(positive, right)),
            RateOne.step(rbm, learning, parameters, List.of(positive, tooLarge(right)))
          };
        });
    PhaseStatistics one = KindExpectedUpdateTest.negative(rbm, parameters, chains, random, 0);
    assertFast(rbm, parameters, RateOne.next(rbm, learning, parameters, List.of(positive, one)));
  }

  private static RbmLearning fastLearning() {
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    return new RbmLearning(Method.FPCD, 1, 1, schedule, 0, 0, 0, 1).with(FAST);
  }

  private static PhaseStatistics tooLarge(PhaseStatistics phase) {
    return new PhaseStatistics(
        phase.phase(), phase.parts(), KindExpectedUpdateTest.PARTICLES * 20 / 21);
  }

  private static void addFast(
      Rbm rbm, Block block, Block fast, Parameters parameters, Parameters sum, Random random) {
    float[] numbers = new float[block.size()];
    float[] sums = parameters.rows(block);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = (float) (FASTER * random.nextGaussian());
      sums[k] += numbers[k];
    }
    parameters.setRows(fast, numbers);
    sum.setRows(block, sums);
  }

  /**
   * The mean of minus the energy's derivatives at the slow parameters over the model with fast
   * weights: derivatives of that model's log Z, but for Gaussian units, whose means and weights
   * stand in those by mean and by log variance.
   */
  private static double[] drivenSlope(
      Rbm rbm, Parameters slow, Parameters driven, ExactMachine chains) {
    double[] slope = chains.logZSlope();
    int hidden = rbm.hidden();
    int biases = rbm.visible() * hidden;
    for (int i = 0; rbm.hasVariances() && i < rbm.visible(); i++) {
      if (rbm.visibleLayer().kindOf(i) != UnitKind.GAUSSIAN) {
        continue;
      }
      double s = chains.variance(i);
      double mean = slow.at(rbm.visibleBias(), 0, i);
      double drivenMean = driven.at(rbm.visibleBias(), 0, i);
      double v = slope[biases + i] * s + drivenMean;
      slope[biases + i] = (v - mean) / s;
      int z = biases + rbm.visible() + hidden + i;
      slope[z] += (2 * v * (drivenMean - mean) + mean * mean - drivenMean * drivenMean) / (2 * s);
      for (int j = 0; j < hidden; j++) {
        double weight = slow.at(rbm.weights(), i, j);
        slope[z] -= (weight - driven.at(rbm.weights(), i, j)) * slope[i * hidden + j];
      }
    }
    return slope;
  }

  /** Fast numbers fade, and move with the gradient, which is the step at rate 1. */
  private static void assertFast(Rbm rbm, Parameters before, Parameters after) {
    List<Block> learned = List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias());
    List<Block> fast = List.of(rbm.fastWeights(), rbm.fastVisibleBias(), rbm.fastHiddenBias());
    double[] step =
        Models.difference(
            ExactMachine.numbers(learned, after), ExactMachine.numbers(learned, before));
    double[] from = ExactMachine.numbers(fast, before);
    double[] to = ExactMachine.numbers(fast, after);
    for (int k = 0; k < step.length; k++) {
      assertEquals(FAST.decay() * from[k] + FAST.rate() * step[k], to[k], 1e-5, "place " + k);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldMoveOffsetsTowardsTheMeansOfBothPhases(Pair pair) {
    Random random = pair.random();
    RbmLearning learning =
        RateOne.learning().with(new Centring(Centring.Means.AVERAGE, OFFSET_RATE));
    Rbm rbm = pair.rbm(learning);
    Parameters parameters = Models.random(rbm, 0.5, 0.5, random);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    double[][] rows = rows(exact, random);
    PhaseStatistics positive = KindExpectedUpdateTest.positive(rbm, rows, parameters);
    List<Block> offsets = List.of(rbm.visibleOffset(), rbm.hiddenOffset());
    double[] before = ExactMachine.numbers(offsets, parameters);

    MeanUpdate.requireMean(
        scaled(Models.difference(means(rbm, parameters, exact, rows), before)),
        MeanUpdate.ENOUGH / 4,
        KindExpectedUpdateTest.MOST_UPDATES,
        update -> {
          PhaseStatistics right =
              KindExpectedUpdateTest.negative(rbm, parameters, exact, random, update);
          return new double[][] {
            moved(rbm, learning, parameters, offsets, positive, right),
            moved(rbm, learning, parameters, offsets, positive, tooLarge(right))
          };
        });
  }

  private static double[] moved(
      Rbm rbm,
      RbmLearning learning,
      Parameters parameters,
      List<Block> offsets,
      PhaseStatistics positive,
      PhaseStatistics negative) {
    Parameters next = RateOne.next(rbm, learning, parameters, List.of(positive, negative));
    return Models.difference(
        ExactMachine.numbers(offsets, next), ExactMachine.numbers(offsets, parameters));
  }

  private static double[] scaled(double... numbers) {
    Arrays.setAll(numbers, k -> OFFSET_RATE * numbers[k]);
    return numbers;
  }

  /** Of data and model, averaged: visible units, then hidden ones. */
  private static double[] means(
      Rbm rbm, Parameters parameters, ExactMachine exact, double[][] rows) {
    double[] slope = exact.logZSlope();
    double[] means = new double[rbm.visible() + rbm.hidden()];
    int biases = rbm.visible() * rbm.hidden();
    for (int i = 0; i < rbm.visible(); i++) {
      boolean gaussian = rbm.visibleLayer().kindOf(i) == UnitKind.GAUSSIAN;
      double mean = gaussian ? parameters.at(rbm.visibleBias(), 0, i) : 0;
      means[i] = (slope[biases + i] * exact.variance(i) + mean) / 2;
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      means[rbm.visible() + j] = slope[biases + rbm.visible() + j] / 2;
    }
    for (double[] row : rows) {
      double[] hidden = exact.means(false, row);
      for (int k = 0; k < means.length; k++) {
        double value = k < rbm.visible() ? row[k] : hidden[k - rbm.visible()];
        means[k] += value / 2 / rows.length;
      }
    }
    return means;
  }
}
