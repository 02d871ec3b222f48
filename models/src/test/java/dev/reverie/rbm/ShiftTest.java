package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * With centred gradients nothing depends on where the zero of Gaussian units lies, to first order
 * in the rate: weights and variances that move together change hidden biases to second order.
 */
final class ShiftTest {
  private static final float SHIFT = 16;
  private static final int UPDATES = 40;

  private static SerialLoop loop(Centring centring, float shift) {
    Schedule schedule = new Schedule(0.002, Schedule.Decay.NONE, UPDATES);
    RbmLearning learning =
        new RbmLearning(Method.PCD, 1, 50, schedule, 0, 0, 0.3, 5).with(centring);
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 3);
    Rbm rbm = new Rbm(gaussian, Layer.binary(2), learning.extras());
    Random random = new Random(2);
    float[][] rows = new float[60][3];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.round(1024 * random.nextGaussian()) / 1024f + shift;
      }
    }
    BatchSchedule batches = new BatchSchedule(60, 20, 5);
    SerialLoop loop =
        new SerialLoop(new RbmObjective(rbm, new ValueRows(rows), batches, learning), 1, 1);
    moveHiddenBiases(rbm, loop.parameters(), -shift);
    loop.run(UPDATES);
    moveHiddenBiases(rbm, loop.parameters(), shift);
    return loop;
  }

  /** What keeps hidden fields as they are when visible units are moved. */
  private static void moveHiddenBiases(Rbm rbm, Parameters parameters, float by) {
    for (int j = 0; j < rbm.hidden(); j++) {
      double bias = parameters.at(rbm.hiddenBias(), 0, j);
      for (int i = 0; i < rbm.visible(); i++) {
        double variance = Math.exp(parameters.at(rbm.visibleLogVariance(), 0, i));
        bias += by * parameters.at(rbm.weights(), i, j) / variance;
      }
      parameters.set(rbm.hiddenBias(), 0, j, (float) bias);
    }
    rbm.derive(parameters);
  }

  private static double[] learned(SerialLoop loop, float shift) {
    Rbm rbm = new Rbm(Layer.of(UnitKind.GAUSSIAN, 3), Layer.binary(2), Extras.NONE);
    Parameters own = new Parameters(rbm.layout());
    Parameters all = loop.parameters();
    ExactMachine.learned(rbm)
        .forEach(block -> own.setRows(block, all.rows(all.layout().block(block.name()))));
    for (int i = 0; i < rbm.visible(); i++) {
      own.set(rbm.visibleBias(), 0, i, own.at(rbm.visibleBias(), 0, i) - shift);
    }
    return ExactMachine.learned(rbm, own);
  }

  @Test
  void shouldLearnTheSameOfShiftedData() {
    for (Centring.Means means :
        new Centring.Means[] {Centring.Means.DATA, Centring.Means.MODEL, Centring.Means.AVERAGE}) {
      Centring centring = new Centring(means, 0.1);
      double[] here = learned(loop(centring, 0), 0);
      double[] there = learned(loop(centring, SHIFT), SHIFT);
      assertArrayEquals(here, there, 5e-4, "" + means);
    }
  }

  @Test
  void shouldLearnSomethingElseWithoutOffsets() {
    double[] here = learned(loop(Centring.NONE, 0), 0);
    double[] there = learned(loop(Centring.NONE, SHIFT), SHIFT);
    assertTrue(Models.norm(Models.difference(here, there)) > 0.01);
  }
}
