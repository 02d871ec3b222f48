package dev.reverie.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SnapshotCodecTest {
  private static final Version VERSION = new Version(3, 1L << 40);
  private static final Objective COUNTING = new CountingObjective(4, 4, 1, 4, 1);

  private static Objective rbm(Method method, int hidden) {
    BinaryRows rows = BinaryRows.of(GeneratedData.barsAndStripes(9), Binarisation.THRESHOLD, 1);
    Schedule schedule = new Schedule(0.1, Schedule.Decay.NONE, 1);
    RbmLearning learning = new RbmLearning(method, 1, 5, schedule, 0.5, 0, 0.3, 7);
    Layer visible = Layer.binary(rows.columns());
    Rbm rbm = new Rbm(visible, Layer.binary(hidden), learning.extras());
    return new RbmObjective(rbm, rows, new BatchSchedule(rows.rows(), 10, 1), learning);
  }

  private static Snapshot initial(Objective objective) {
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    return new Snapshot(VERSION, parameters);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void shouldReadWhatItWritesToTheBitWhateverTheBufferHeld(Method method) {
    Objective objective = rbm(method, 70);
    Snapshot snapshot = initial(objective);
    byte[] bytes = SnapshotCodec.encode(snapshot);
    Parameters poisoned = new Parameters(objective.layout());
    poisoned.poison();
    Parameters used = initial(objective).parameters();
    for (Block block : objective.layout().blocks()) {
      if (!block.isPacked()) {
        Arrays.fill(used.values(), block.offset(), block.offset() + block.length(), 7f);
      }
    }
    objective.derive(used);
    for (Parameters buffer :
        new Parameters[] {new Parameters(objective.layout()), poisoned, used}) {
      Snapshot read = SnapshotCodec.decode(bytes, objective, buffer);
      assertEquals(VERSION, read.version());
      assertSame(snapshot.parameters(), read.parameters());
      assertArrayEquals(bytes, SnapshotCodec.encode(read));
    }
  }

  private static void assertSame(Parameters expected, Parameters actual) {
    for (Block block : expected.layout().blocks()) {
      int from = block.offset();
      int to = from + block.length();
      if (block.isPacked()) {
        assertArrayEquals(
            Arrays.copyOfRange(expected.words(), from, to),
            Arrays.copyOfRange(actual.words(), from, to),
            block.name());
      } else {
        assertArrayEquals(
            Arrays.copyOfRange(expected.values(), from, to),
            Arrays.copyOfRange(actual.values(), from, to),
            block.name());
      }
    }
    for (int place = 0; place < expected.layout().frozen().size(); place++) {
      assertEquals(expected.frozen(place) == null, actual.frozen(place) == null);
      if (expected.frozen(place) != null) {
        assertSame(expected.frozen(place), actual.frozen(place));
      }
    }
  }

  @Test
  void shouldCarryWhatIsFrozenAndEmptyPlaces() {
    Objective objective = rbm(Method.TRAJECTORY, 4);
    Snapshot snapshot = initial(objective);
    assertNotNull(snapshot.parameters().frozen(0));
    assertNull(snapshot.parameters().frozen(1));
    Parameters buffer = new Parameters(objective.layout());
    buffer.setFrozen(1, snapshot.parameters().frozen(0));
    SnapshotCodec.decode(SnapshotCodec.encode(snapshot), objective, buffer);
    assertSame(snapshot.parameters(), buffer);
  }

  /** mix 1, parts 0 to 4; what is derived is not there. */
  @Test
  void shouldWriteTheBytesOnRecord() {
    assertEquals(
        "0101"
            + "6c96adbb"
            + "03000000"
            + "0000000000010000"
            + "1b3d4d03"
            + "0000803f"
            + "00000000"
            + "0000803f"
            + "00000040"
            + "00004040"
            + "00008040",
        HexFormat.of().formatHex(SnapshotCodec.encode(initial(COUNTING))));
  }

  @Test
  void shouldRefuseEveryDamage() {
    Parameters buffer = new Parameters(COUNTING.layout());
    byte[] bytes = SnapshotCodec.encode(initial(COUNTING));
    Damage.assertAllRefused(bytes, damaged -> SnapshotCodec.decode(damaged, COUNTING, buffer));
  }

  @Test
  void shouldReadOrRefuseDamageUnderAChecksumThatFits() {
    Objective objective = rbm(Method.TRAJECTORY, 2);
    Parameters buffer = new Parameters(objective.layout());
    byte[] content = Damage.opened(SnapshotCodec.encode(initial(COUNTING)), Sealed.SNAPSHOT);
    Parameters counting = new Parameters(COUNTING.layout());
    Damage.assertReadOrRefused(
        content,
        IllegalArgumentException.class,
        damaged ->
            SnapshotCodec.decode(Damage.sealed(Sealed.SNAPSHOT, damaged), COUNTING, counting));
    byte[] frozen = Damage.opened(SnapshotCodec.encode(initial(objective)), Sealed.SNAPSHOT);
    for (int length = 0; length < frozen.length; length++) {
      byte[] cut = Damage.sealed(Sealed.SNAPSHOT, Arrays.copyOf(frozen, length));
      assertThrows(
          IllegalArgumentException.class, () -> SnapshotCodec.decode(cut, objective, buffer));
    }
  }

  @Test
  void shouldRefuseASnapshotOfAnotherModelOrVersion() {
    byte[] bytes = SnapshotCodec.encode(initial(rbm(Method.PCD, 4)));
    Objective other = rbm(Method.PCD, 5);
    Parameters buffer = new Parameters(other.layout());
    String why = refusal(bytes, other, buffer);
    assertTrue(why.startsWith("layout=") && why.endsWith("this node's model"), why);
    bytes[0] = 2;
    assertEquals("wire version=2, must be 1, that of this node", refusal(bytes, other, buffer));
    byte[] contribution = Damage.sealed(Sealed.CAPTURED, new byte[3]);
    assertEquals("kind=4, must be 1", refusal(contribution, other, buffer));
  }

  private static String refusal(byte[] bytes, Objective objective, Parameters buffer) {
    return assertThrows(
            IllegalArgumentException.class, () -> SnapshotCodec.decode(bytes, objective, buffer))
        .getMessage();
  }
}
