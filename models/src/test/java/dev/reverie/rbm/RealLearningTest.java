package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.StateRows;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Machines with real-valued units learn rows that were drawn from a machine of their kind: their
 * exact likelihood of these reaches that of the machine the rows came from. Seeds are fixed, so
 * that there are no false alarms.
 */
final class RealLearningTest {
  private static final int ROWS = 1000;
  private static final int BATCH = 100;
  private static final int UPDATES = 2500;

  /** In nats; an independent model of the rows is further off than ten times that. */
  private static final double GAP = 0.01;

  private record Trial(Layer visible, Layer hidden, double scale, double rate, Centring centring) {
    @Override
    public String toString() {
      return visible.key() + " x " + hidden.key() + " " + centring.means();
    }
  }

  static Stream<Trial> trials() {
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 4);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 2);
    Centring average = new Centring(Centring.Means.AVERAGE, 0.01);
    return Stream.of(
        new Trial(gaussian, Layer.binary(3), 1.2, 0.1, average),
        new Trial(Layer.binary(6), rectified, 1.2, 0.1, average));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldReachTheLikelihoodOfTheMachineThatTheRowsCameFrom(Trial trial) {
    Random random = new Random(11);
    Schedule schedule = new Schedule(trial.rate(), Schedule.Decay.LINEAR, UPDATES);
    RbmLearning learning =
        new RbmLearning(Method.PCD, 3, BATCH, schedule, 0.5, 0, 0.5, 3).with(trial.centring());
    Rbm rbm = new Rbm(trial.visible(), trial.hidden(), learning.extras());
    Parameters known = Models.random(rbm, trial.scale(), 0.5, random);
    balance(rbm, known);
    ExactMachine source = new ExactMachine(rbm, known);
    double[][] values = new double[ROWS][];
    for (int n = 0; n < ROWS; n++) {
      values[n] = source.draw(random).v();
    }
    RbmObjective objective = objective(rbm, values, learning);
    SerialLoop loop = new SerialLoop(objective, 2, 2);
    double before = likelihood(rbm, loop.parameters(), values);
    loop.run(UPDATES);
    double learned = likelihood(rbm, loop.parameters(), values);
    double best = source.likelihood(values);
    String figures = "before " + before + ", learned " + learned + ", source " + best;
    assertTrue(before < best - 10 * GAP, figures);
    assertTrue(learned > best - GAP, figures);
  }

  /** Hidden biases with which a unit that is on takes no mass from Gaussian units. */
  private static void balance(Rbm rbm, Parameters parameters) {
    for (int j = 0; j < rbm.hidden() && rbm.hasVariances(); j++) {
      double gain = 0;
      for (int i = 0; i < rbm.visible(); i++) {
        double weight = parameters.at(rbm.weights(), i, j);
        double bias = parameters.at(rbm.visibleBias(), 0, i);
        double variance = Math.exp(parameters.at(rbm.visibleLogVariance(), 0, i));
        gain += weight * (weight + 2 * bias) / (2 * variance);
      }
      parameters.set(rbm.hiddenBias(), 0, j, (float) -gain);
    }
    rbm.derive(parameters);
  }

  private static RbmObjective objective(Rbm rbm, double[][] values, RbmLearning learning) {
    StateRows rows = ValueRows.of(rbm, values);
    return new RbmObjective(rbm, rows, new BatchSchedule(ROWS, BATCH, 3), learning);
  }

  private static double likelihood(Rbm rbm, Parameters parameters, double[][] values) {
    return new ExactMachine(rbm, parameters).likelihood(values);
  }
}
