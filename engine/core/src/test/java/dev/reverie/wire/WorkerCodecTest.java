package dev.reverie.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.simulation.CountingObjective.Total;
import dev.reverie.snapshot.SumsPool;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Phase 0 has chains, phase 1 data. */
final class WorkerCodecTest {
  private static final List<Phase> PHASES = new CountingObjective(4, 4, 1, 4, 1).phases();
  private static final Version VERSION = new Version(2, 9);
  private static final WorkerId CHAIN = new WorkerId(0, 5);
  private static final byte[] STATE = {10, 11, 12};

  private final SumsPool pool = new SumsPool(PHASES);

  private static Total total(long number) {
    Total total = new Total();
    total.add(number);
    return total;
  }

  private static ChainContribution chain() {
    return new ChainContribution(CHAIN, 1, 3, VERSION, total(-2), new double[] {0.5, -1});
  }

  private static BatchContribution batch() {
    Ticket ticket = new Ticket(7, 1, 4);
    return new BatchContribution(
        WorkerId.dataWorker(2), 0, 6, ticket, VERSION, List.of(total(258)));
  }

  private static Captured captured() {
    return new Captured(CHAIN, 4, 8, STATE);
  }

  private WorkerCodec.Read decode(byte[] bytes) {
    return WorkerCodec.decode(bytes, pool, PHASES, WorkerCodecTest::count);
  }

  /** The sum of a state's bytes. */
  private static void count(WorkerId chain, byte[] state, Sums into) {
    if (!chain.equals(CHAIN)) {
      throw new IllegalArgumentException("chain=" + chain + ", must be " + CHAIN);
    }
    for (byte one : state) {
      ((Total) into).add(one);
    }
  }

  @Test
  void shouldReadAChainsContributionAndItsState() {
    WorkerCodec.Read read = decode(WorkerCodec.encode(chain(), STATE, false));
    ChainContribution said = (ChainContribution) read.message();
    assertArrayEquals(STATE, read.state());
    assertEquals(List.of(CHAIN, 1, 3L, VERSION), list(said));
    assertArrayEquals(new double[] {0.5, -1}, said.observed());
    assertEquals(-2, ((Total) said.sums()).total());
    assertEquals(0, decode(WorkerCodec.encode(chain())).state().length);
  }

  private static List<Object> list(ChainContribution said) {
    return List.of(said.worker(), said.incarnation(), said.sequence(), said.version());
  }

  @Test
  void shouldCountSumsThatWereLeftOut() {
    byte[] bytes = WorkerCodec.encode(chain(), STATE, true);
    assertEquals(33, ((Total) ((ChainContribution) decode(bytes).message()).sums()).total());
    assertTrue(bytes.length < WorkerCodec.encode(chain(), STATE, false).length);
    assertReadOrRefused(bytes);
  }

  @Test
  void shouldGiveSumsBackThatCouldNotBeCounted() {
    Sums only = total(1);
    pool.giveBack(0, only);
    ChainContribution of =
        new ChainContribution(new WorkerId(0, 1), 1, 3, VERSION, total(1), new double[0]);
    byte[] bytes = WorkerCodec.encode(of, STATE, true);
    assertThrows(IllegalArgumentException.class, () -> decode(bytes));
    assertSame(only, pool.take(0));
  }

  @Test
  void shouldReadABatchContribution() {
    BatchContribution said = (BatchContribution) decode(WorkerCodec.encode(batch())).message();
    assertEquals(258, ((Total) said.sums().get(0)).total());
    assertEquals(
        new BatchContribution(
            WorkerId.dataWorker(2), 0, 6, new Ticket(7, 1, 4), VERSION, said.sums()),
        said);
  }

  @Test
  void shouldReadACapturedState() {
    Captured said = (Captured) decode(WorkerCodec.encode(captured())).message();
    assertEquals(new Captured(CHAIN, 4, 8, said.particles()), said);
    assertArrayEquals(STATE, said.particles());
  }

  @Test
  void shouldWriteTheBytesOnRecord() {
    assertEquals(
        "0102"
            + "5e87b9d5"
            + "00000000"
            + "05000000"
            + "01000000"
            + "0300000000000000"
            + "02000000"
            + "0900000000000000"
            + "02000000"
            + "000000000000e03f"
            + "000000000000f0bf"
            + "03000000"
            + "0a0b0c"
            + "00"
            + "feffffffffffffff",
        hex(WorkerCodec.encode(chain(), STATE, false)));
    assertEquals(
        "0103"
            + "10d6495f"
            + "ffffffff"
            + "02000000"
            + "00000000"
            + "0600000000000000"
            + "02000000"
            + "0900000000000000"
            + "0700000000000000"
            + "01000000"
            + "04000000"
            + "01000000"
            + "0201000000000000",
        hex(WorkerCodec.encode(batch())));
    assertEquals(
        "0104"
            + "028e266e"
            + "00000000"
            + "05000000"
            + "04000000"
            + "0800000000000000"
            + "03000000"
            + "0a0b0c",
        hex(WorkerCodec.encode(captured())));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void shouldRefuseEveryDamage() {
    for (FromWorker message : List.of(chain(), batch(), captured())) {
      Damage.assertAllRefused(WorkerCodec.encode(message), this::decode);
    }
  }

  @Test
  void shouldReadOrRefuseDamageUnderAChecksumThatFits() {
    for (FromWorker message : List.of(chain(), batch(), captured())) {
      assertReadOrRefused(WorkerCodec.encode(message));
    }
  }

  private void assertReadOrRefused(byte[] bytes) {
    byte kind = bytes[1];
    Damage.assertReadOrRefused(
        Damage.opened(bytes, kind),
        IllegalArgumentException.class,
        damaged -> decode(Damage.sealed(kind, damaged)));
  }

  @Test
  void shouldGiveSumsBackThatItCouldNotRead() {
    Sums only = total(1);
    pool.giveBack(0, only);
    byte[] content = Damage.opened(WorkerCodec.encode(chain()), Sealed.CHAIN_CONTRIBUTION);
    byte[] cut =
        Damage.sealed(Sealed.CHAIN_CONTRIBUTION, Arrays.copyOf(content, content.length - 1));
    assertEquals(
        "total takes 8 bytes, only 7 are left",
        assertThrows(IllegalArgumentException.class, () -> decode(cut)).getMessage());
    assertSame(only, pool.take(0));
  }

  @Test
  void shouldRefuseWorkersOfOtherPhases() {
    assertRefused(
        "phase=data, must be one with chains", new Captured(new WorkerId(1, 0), 0, 1, STATE));
    assertRefused("phase=2, must be from 0 to 1", new Captured(new WorkerId(2, 0), 0, 1, STATE));
    assertRefused(
        "phase=0, must be -1",
        new BatchContribution(CHAIN, 0, 1, new Ticket(0, 0, 1), VERSION, List.of()));
    assertRefused(
        "phases=2, must be 1",
        new BatchContribution(
            WorkerId.dataWorker(0),
            0,
            1,
            new Ticket(0, 0, 1),
            VERSION,
            List.of(total(1), total(2))));
  }

  private void assertRefused(String why, FromWorker message) {
    byte[] bytes = WorkerCodec.encode(message);
    assertEquals(
        why, assertThrows(IllegalArgumentException.class, () -> decode(bytes)).getMessage());
  }

  @Test
  void shouldNotWriteWhatHasNoNumbersOrAStateBesideAnother() {
    assertThrows(IllegalArgumentException.class, () -> WorkerCodec.encode(new Ready(CHAIN, 0)));
    assertThrows(IllegalArgumentException.class, () -> WorkerCodec.encode(batch(), STATE, false));
  }
}
