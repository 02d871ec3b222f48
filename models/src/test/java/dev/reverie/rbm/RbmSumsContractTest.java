package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.StateRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.Sums;
import dev.reverie.phase.SumsContract;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Random;
import java.util.stream.Stream;

/** Sums as slabs, as slabs that are better sent in matrices, in narrow and wide matrices, real. */
final class RbmSumsContractTest extends SumsContract {
  @Override
  protected Stream<Case> cases() {
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 5);
    return Stream.of(
        of(Layer.binary(20), Layer.binary(12), Method.PCD, 7),
        of(Layer.binary(64), Layer.binary(64), Method.PCD, 5),
        of(Layer.binary(70), Layer.binary(130), Method.PCD, 9),
        of(Layer.of(UnitKind.SPIN, 6), Layer.softmax(2, 3), Method.FPCD, 9),
        of(Layer.binary(65), Layer.binary(66), Method.CD, 3),
        of(Layer.binary(7), Layer.binary(3), Method.PCD, 400),
        of(Layer.binary(70), Layer.binary(3), Method.ML, 700),
        of(Layer.binary(6), Layer.binary(70), Method.ML, 2000),
        of(Layer.binary(3), Layer.binary(2), Method.PCD, 140_000),
        of(gaussian, Layer.binary(67), Method.PCD, 11),
        of(gaussian.and(Layer.binary(2)), Layer.softmax(1, 3), Method.CD, 4),
        of(Layer.softmax(2, 3), Layer.of(UnitKind.RECTIFIED, 4), Method.ML, 30),
        of(Layer.binary(9), Layer.binary(8), Method.TEMPERED, 12),
        of(Layer.binary(9), Layer.binary(8), Method.TEMPERED, 300),
        of(Layer.of(UnitKind.SPIN, 4), Layer.binary(3), Method.TRAJECTORY, 6));
  }

  private static Case of(Layer visible, Layer hidden, Method method, int particles) {
    Schedule schedule = new Schedule(0.05, Schedule.Decay.NONE, 1);
    RbmLearning learning = new RbmLearning(method, 1, particles, schedule, 0.5, 1e-3, 0.3, 7);
    Rbm rbm = new Rbm(visible, hidden, learning.extras());
    Random random = new Random(visible.units());
    StateRows rows =
        visible.discrete()
            ? PackedRows.random(visible.units(), 30, random)
            : ValueRows.random(visible.units(), 30, random);
    BatchSchedule batches = new BatchSchedule(30, 10, 3);
    String name = visible.units() + " x " + hidden.units() + ", " + method + " of " + particles;
    return new Case(name, new RbmObjective(rbm, rows, batches, learning));
  }

  @Override
  protected Stream<Sums[]> refused() {
    Rbm rbm = new Rbm(Layer.of(UnitKind.GAUSSIAN, 2), Layer.binary(1), Extras.NONE);
    ValueRows rows = new ValueRows(new float[] {0, 1e6f}, new float[] {1, Float.NaN});
    DenseClampedPhase phase = new DenseClampedPhase(rbm, rows, new BatchSchedule(2, 2, 1));
    Sums[] pair = {phase.newSums(), phase.newSums()};
    phase.contribute(Models.snapshot(Models.random(rbm, 1, 1, new Random(1))), 0, 0, 2, pair[0]);
    return Stream.<Sums[]>of(pair);
  }
}
