package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.Digests;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Models;
import dev.reverie.rbm.PackedRows;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.SerialLoop;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not depend on how the work is divided, nor on the loops that do it, nor on the JVM. */
final class DbmLockStepTest {
  private static final int UPDATES = 30;
  private static final int FEW = 7;

  static DbmObjective objective(List<Integer> layers, int particles) {
    Schedule schedule = new Schedule(0.1, Schedule.Decay.LINEAR, UPDATES);
    RbmLearning learning =
        new RbmLearning(Method.PCD, 2, particles, schedule, 0.5, 1e-3, 0.3, 20_261_126)
            .with(new Centring(Centring.Means.AVERAGE, 0.05));
    PackedRows rows = PackedRows.random(layers.get(0), 330, new Random(5));
    return new DbmObjective(
        new Dbm(layers, learning.extras()),
        rows,
        new BatchSchedule(330, 150, 3),
        learning,
        new MeanFieldStop(1e-3, 15),
        Optional.empty());
  }

  private static String digest(
      List<Integer> layers, int particles, int tiles, int shards, int updates) {
    SerialLoop loop = new SerialLoop(objective(layers, particles), tiles, shards);
    loop.run(updates);
    return Digests.of(loop);
  }

  /** Slabs of sums, or matrices of them where there are many particles. */
  @ParameterizedTest
  @CsvSource({"140", "1500"})
  void shouldLearnTheSameHoweverWorkIsDivided(int particles) {
    for (List<Integer> layers :
        List.of(List.of(20, 70, 66), List.of(20, 12, 10, 9), List.of(20, 12))) {
      String one = digest(layers, particles, 1, 1, FEW);
      assertEquals(one, digest(layers, particles, 3, 2, FEW));
      assertEquals(one, digest(layers, particles, 7, 5, FEW));
    }
  }

  /** Another digest means that runs that were begun before do not go on as they would have. */
  @Test
  @Tag("bits")
  void shouldGiveTheBitsOnRecord() {
    assertEquals(
        "5f0a4e70314fef0008d7a1b219830f3d065f1aaf7f73bf3b5b6773ddb2d00547",
        digest(List.of(70, 66, 80), 40, 1, 1, UPDATES));
    assertEquals(
        "0d89a989e985d4e44963337cae5a1497cf378ad44b7654b4db8bc37a10a400bc",
        digest(List.of(20, 12, 10, 9), 40, 1, 1, UPDATES));
  }

  @Test
  void shouldGoOnFromWhatTilesWrote() {
    DbmObjective objective = objective(List.of(20, 12, 70, 9), 10);
    PersistentPhase chains = (PersistentPhase) objective.phases().get(1);
    SerialLoop loop = new SerialLoop(objective, 1, 1);
    loop.run(3);
    Tile straight = loop.tiles().get(0);
    Tile[] resumed = {chains.allocate(0, 4), chains.allocate(4, 6)};
    ByteBuffer particle = ByteBuffer.allocate(chains.particleBytes());
    for (int n = 0; n < 10; n++) {
      particle.clear();
      straight.write(n, particle);
      resumed[n < 4 ? 0 : 1].read(n < 4 ? n : n - 4, particle.flip());
    }
    for (int step = 0; step < 5; step++) {
      straight.step(Models.snapshot(loop.parameters()), 0, 10, null);
      resumed[0].step(Models.snapshot(loop.parameters()), 0, 4, null);
      resumed[1].step(Models.snapshot(loop.parameters()), 0, 6, null);
    }
    for (int n = 0; n < 10; n++) {
      ByteBuffer expected = ByteBuffer.allocate(chains.particleBytes());
      ByteBuffer actual = ByteBuffer.allocate(chains.particleBytes());
      straight.write(n, expected);
      resumed[n < 4 ? 0 : 1].write(n < 4 ? n : n - 4, actual);
      assertEquals(expected.flip(), actual.flip());
    }
  }
}
