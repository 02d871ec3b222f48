package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.tempering.Trajectory;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What does not depend on how the work is divided, nor on the loops that do it, nor on the JVM. */
@Tag("bits")
final class LockStepTest {
  private static final int UPDATES = 50;
  private static final int TRAJECTORY_UPDATES = 150;
  private static final Centring CENTRED = new Centring(Centring.Means.AVERAGE, 0.01);

  private static SerialLoop loop(
      int visible, int hidden, Method method, long seed, int tiles, int shards) {
    PackedRows rows = PackedRows.random(visible, 330, new Random(1));
    Schedule schedule = new Schedule(0.1, Schedule.Decay.LINEAR, UPDATES);
    RbmLearning learning = new RbmLearning(method, 2, 150, schedule, 0.5, 1e-3, 0.1, seed);
    Rbm rbm = new Rbm(Layer.binary(visible), Layer.binary(hidden), learning.extras());
    BatchSchedule batches = new BatchSchedule(330, 100, seed);
    return new SerialLoop(new RbmObjective(rbm, rows, batches, learning), tiles, shards);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveTheSameBitsHoweverTheWorkIsDivided(Method method) {
    for (int[] size : new int[][] {{20, 12}, {70, 130}}) {
      String one = digest(loop(size[0], size[1], method, 3, 1, 1), 10);
      assertEquals(one, digest(loop(size[0], size[1], method, 3, 4, 3), 10));
      assertEquals(one, digest(loop(size[0], size[1], method, 3, 7, 100), 10));
      assertNotEquals(one, digest(loop(size[0], size[1], method, 4, 1, 1), 10));
    }
  }

  private static SerialLoop real(
      Layer visible, Layer hidden, Method method, long seed, int tiles, int shards) {
    ValueRows rows = ValueRows.random(visible.units(), 330, new Random(1));
    Schedule schedule = new Schedule(0.01, Schedule.Decay.LINEAR, UPDATES);
    RbmLearning learning =
        new RbmLearning(method, 2, 150, schedule, 0.5, 1e-3, 0.1, seed).with(CENTRED);
    Rbm rbm = new Rbm(visible, hidden, learning.extras());
    BatchSchedule batches = new BatchSchedule(330, 100, seed);
    return new SerialLoop(new RbmObjective(rbm, rows, batches, learning), tiles, shards);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TEMPERED", "TRAJECTORY"})
  void shouldGiveTheSameBitsOfRealUnitsHoweverTheWorkIsDivided(Method method) {
    Layer[][] pairs = {
      {Layer.of(UnitKind.GAUSSIAN, 70), Layer.binary(20)},
      {Layer.of(UnitKind.RECTIFIED, 9), Layer.softmax(3, 3)}
    };
    for (Layer[] pair : pairs) {
      String one = digest(real(pair[0], pair[1], method, 3, 1, 1), 10);
      assertEquals(one, digest(real(pair[0], pair[1], method, 3, 4, 3), 10));
      assertEquals(one, digest(real(pair[0], pair[1], method, 3, 7, 100), 10));
      assertNotEquals(one, digest(real(pair[0], pair[1], method, 4, 1, 1), 10));
    }
  }

  /** As below, of Gaussian units with centring. */
  @Test
  void shouldGiveTheBitsOnRecordOfRealUnits() {
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 20);
    assertEquals(
        "afb71896fe5d8b460fc88c09c35fa7ffcce035201268c6979ac0d12ca6bb69f4",
        digest(real(gaussian, Layer.binary(12), Method.PCD, 20_261_126, 1, 1), UPDATES));
  }

  private static String digest(SerialLoop loop, int updates) {
    loop.run(updates);
    return Digests.of(loop);
  }

  private static SerialLoop trajectory(int tiles, int shards) {
    long[][] halves = new long[330][];
    for (int n = 0; n < halves.length; n++) {
      halves[n] = new long[] {n % 2 == 0 ? 0x3ff : 0xffc00};
    }
    PackedRows rows = new PackedRows(20, halves);
    Schedule schedule = new Schedule(0.05, Schedule.Decay.LINEAR, TRAJECTORY_UPDATES);
    RbmLearning learning =
        new RbmLearning(Method.TRAJECTORY, 2, 150, schedule, 0.5, 1e-3, 0.1, 20_261_127)
            .with(new Trajectory(5, 0.8));
    Rbm rbm = new Rbm(Layer.binary(20), Layer.binary(12), learning.extras());
    BatchSchedule batches = new BatchSchedule(330, 100, 20_261_127);
    return new SerialLoop(new RbmObjective(rbm, rows, batches, learning), tiles, shards);
  }

  /** As below, of ladders that take more levels than they have places for. */
  @Test
  void shouldGiveTheBitsOnRecordOfATrajectory() {
    SerialLoop loop = trajectory(1, 1);
    String digest = digest(loop, TRAJECTORY_UPDATES);
    assertEquals("f63a6475d150ae3c2207a6a58295491c6cce8da31c6a25038e21d091a8812e6a", digest);
    assertEquals(digest, digest(trajectory(7, 3), TRAJECTORY_UPDATES));
    Parameters last = loop.parameters();
    float newest = 0;
    for (float number : last.rows(last.layout().block("level_numbers"))) {
      newest = Math.max(newest, number * 2048);
    }
    assertTrue(newest > 4, "a level was dropped for another: " + newest);
  }

  /**
   * 50 updates of PCD-2 with momentum, decay and a falling rate: parameters, velocities and
   * particles. Another digest means that runs that were begun before do not go on as they would
   * have.
   */
  @Test
  void shouldGiveTheBitsOnRecord() {
    String digest = digest(loop(20, 12, Method.PCD, 20_261_122, 1, 1), UPDATES);
    assertEquals("38a334676836c0624415a0a957a068a96bafc1f1acaf07d550ec2bbdb1b982a3", digest);
  }
}
