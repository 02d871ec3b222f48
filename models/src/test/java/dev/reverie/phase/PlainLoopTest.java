package dev.reverie.phase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.PackedRows;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.rbm.SerialLoop;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainLoopTest {
  private static final int VISIBLE = 70;
  private static final int HIDDEN = 20;

  private static RbmObjective objective(int steps) {
    PackedRows rows = PackedRows.random(VISIBLE, 25, new Random(1));
    Schedule rate = new Schedule(0.1, Schedule.Decay.NONE, 1);
    return new RbmObjective(
        new Rbm(VISIBLE, HIDDEN),
        rows,
        new BatchSchedule(rows.rows(), 10, 1),
        new RbmLearning(Method.PCD, steps, 12, rate, 0.5, 0.01, 0.1, 1));
  }

  private static float[] weights(Layout layout, Parameters parameters) {
    Block block = layout.block("weights");
    float[] weights = new float[block.rows() * block.columns()];
    for (int at = 0; at < weights.length; at++) {
      weights[at] = parameters.at(block, at / block.columns(), at % block.columns());
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldEqualALoopInPartsToTheBit(int steps) {
    RbmObjective objective = objective(steps);
    SerialLoop parts = new SerialLoop(objective, 3, 2);
    parts.run(8);
    assertArrayEquals(
        weights(objective.layout(), parts.parameters()),
        weights(objective.layout(), new PlainLoop(objective).run(8).parameters()));
  }
}
