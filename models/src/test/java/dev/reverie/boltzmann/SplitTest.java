package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.coupling.RandomGraphs;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.LockStepLoop;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.unit.UnitKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the particles do has nothing to do with the tiles that they lie in. */
@Tag("bits")
final class SplitTest {
  private static final int PARTICLES = 150;
  private static final Roles ROLES = new Roles(8, 3, 90);

  private static BoltzmannMachine machine(UnitKind kind) {
    if (kind == UnitKind.BINARY) {
      return new BoltzmannMachine(
          new Roles(8, 3, 6).complete(1000), new Roles(8, 3, 6), kind, 1.25);
    }
    Roles plain = new Roles(8, 0, 90);
    return new BoltzmannMachine(RandomGraphs.of(plain.units(), 0.05, 4), plain, kind, 1);
  }

  private static BoltzmannObjective objective(UnitKind kind, long seed) {
    BoltzmannMachine machine = machine(kind);
    BinaryRows rows = Targets.rows(machine, 3);
    return new BoltzmannObjective(
        machine,
        rows,
        new BatchSchedule(rows.rows(), 130, 1),
        new BoltzmannLearning(
            PARTICLES, 2, 3, new Schedule(0.1, Schedule.Decay.NONE, 1), 0.5, 0.01, 0.3, seed));
  }

  private static LockStepLoop trained(BoltzmannObjective objective, int parts) {
    LockStepLoop loop = new LockStepLoop(objective, parts);
    loop.update(6);
    return loop;
  }

  @ParameterizedTest
  @EnumSource(
      value = UnitKind.class,
      names = {"BINARY", "SPIN"})
  void shouldGiveTheSameBitsInAnyParts(UnitKind kind) {
    LockStepLoop whole = trained(objective(kind, 5), 1);
    for (int parts : new int[] {2, 3, 7}) {
      LockStepLoop split = trained(objective(kind, 5), parts);
      assertArrayEquals(whole.parameters().values(), split.parameters().values());
      assertArrayEquals(whole.state().values(), split.state().values());
      assertArrayEquals(whole.particles(1), split.particles(1));
    }
    LockStepLoop other = trained(objective(kind, 6), 1);
    assertFalse(Arrays.equals(whole.particles(1), other.particles(1)));
  }

  /** As computed on JDK 17 and 25. */
  @ParameterizedTest
  @CsvSource({"BINARY, -1759151193, 1815213238", "SPIN, 1372090714, -1792876526"})
  void shouldGiveTheSameBitsEverywhere(UnitKind kind, int parameters, int particles) {
    LockStepLoop loop = trained(objective(kind, 5), 1);
    assertEquals(parameters, Arrays.hashCode(loop.parameters().values()));
    assertEquals(particles, Arrays.hashCode(loop.particles(1)));
  }

  private static Snapshot snapshot(BoltzmannObjective objective) {
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    return new Snapshot(new Version(0, 0), parameters);
  }

  private static byte[] bytes(PersistentPhase phase, Tile tile) {
    ByteBuffer out = ByteBuffer.allocate(tile.count() * phase.particleBytes());
    for (int place = 0; place < tile.count(); place++) {
      tile.write(place, out);
    }
    assertEquals(0, out.remaining());
    return out.array();
  }

  @Test
  void shouldGoOnFromWhatWasWritten() {
    BoltzmannObjective objective = objective(UnitKind.SPIN, 5);
    PersistentPhase phase = (PersistentPhase) objective.phases().get(1);
    Snapshot snapshot = snapshot(objective);
    Tile tile = phase.start(snapshot, 3, 80);
    tile.step(snapshot, 0, 80, null);
    Tile read = phase.allocate(3, 80);
    ByteBuffer in = ByteBuffer.wrap(bytes(phase, tile));
    for (int place = 0; place < 80; place++) {
      read.read(place, in);
    }
    Sums one = phase.newSums();
    Sums other = phase.newSums();
    tile.step(snapshot, 0, 80, one);
    read.step(snapshot, 0, 80, other);
    assertArrayEquals(bytes(phase, tile), bytes(phase, read));
    assertArrayEquals(((PairSums) one).pairs, ((PairSums) other).pairs);
    assertArrayEquals(((PairSums) one).singles, ((PairSums) other).singles);
  }

  @Test
  void shouldGoOnFromACopyUntilLostStepsAreSkipped() {
    BoltzmannObjective objective = objective(UnitKind.BINARY, 5);
    PersistentPhase phase = (PersistentPhase) objective.phases().get(1);
    Snapshot snapshot = snapshot(objective);
    Tile tile = phase.start(snapshot, 0, 70);
    Tile copy = phase.allocate(0, 70);
    copy.copyFrom(tile);
    tile.step(snapshot, 0, 70, null);
    copy.step(snapshot, 0, 70, null);
    assertArrayEquals(bytes(phase, tile), bytes(phase, copy));
    copy.skipLostSteps(1);
    tile.step(snapshot, 0, 70, null);
    copy.step(snapshot, 0, 70, null);
    assertFalse(Arrays.equals(bytes(phase, tile), bytes(phase, copy)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 64, 65})
  void shouldStepTheSameInAnyStretches(int stretch) {
    BoltzmannObjective objective = objective(UnitKind.SPIN, 5);
    PersistentPhase phase = (PersistentPhase) objective.phases().get(1);
    Snapshot snapshot = snapshot(objective);
    Tile whole = phase.start(snapshot, 0, 130);
    Tile parts = phase.start(snapshot, 0, 130);
    PairSums ofWhole = (PairSums) phase.newSums();
    PairSums ofParts = (PairSums) phase.newSums();
    whole.step(snapshot, 0, 130, ofWhole);
    for (int from = 0; from < 130; from += stretch) {
      parts.step(snapshot, from, Math.min(130, from + stretch), ofParts);
    }
    assertArrayEquals(bytes(phase, whole), bytes(phase, parts));
    assertArrayEquals(ofWhole.pairs, ofParts.pairs);
    assertArrayEquals(ofWhole.singles, ofParts.singles);
  }

  /** Visible units and labels, of which one is on. */
  @Test
  void shouldShowColumns() {
    BoltzmannObjective objective = objective(UnitKind.BINARY, 5);
    PersistentPhase phase = (PersistentPhase) objective.phases().get(1);
    Snapshot snapshot = snapshot(objective);
    Tile tile = phase.start(snapshot, 0, 20);
    assertEquals(ROLES.columns(), phase.shownUnits());
    float[] shown = new float[phase.shownUnits()];
    for (int step = 0; step < 3; step++) {
      for (int place = 0; place < 20; place++) {
        tile.show(place, shown);
        assertEquals(1, shown[8] + shown[9] + shown[10]);
      }
      tile.step(snapshot, 0, 20, null);
    }
  }
}
