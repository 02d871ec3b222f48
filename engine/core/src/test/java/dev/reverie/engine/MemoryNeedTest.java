package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.input.InputException;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import org.junit.jupiter.api.Test;

final class MemoryNeedTest {
  private static final long MEBI = 1 << 20;

  /**
   * 784 x 500 units: 784 rows of 512 padded columns in 32 bits, and 832 x 512 in 16 bits twice. A
   * slab holds 128 states of 512 hidden units in 16 bits, once more to be summed with others, and
   * where the visible units are on.
   */
  @Test
  void shouldCountWhatATrainingHolds() {
    Training training = Training.rbm().visible(784).hidden(500).particles(100).momentum(0.5);
    long snapshot = 4L * 784 * 512 + 2 * 2L * 832 * 512;
    long learned = 4L * (784 * 500 + 784 + 500);
    long slab = 2 * 128L * 512 * 2 + 832L * (16 + 4 * 33);
    MemoryNeed need = training.mode(Mode.LOCKSTEP).chains(4).dataWorkers(2).memoryNeed();
    assertNear(3 * snapshot + 4L * 784 * 512 + 2 * learned, need.parameters());
    assertNear((2 * 4 + 2) * slab + work(), need.sums());
    assertEquals(4 * 100 * (8 + 13 * 8 + 8 * 8), need.particles());
    assertEquals(need.parameters() + need.sums() + need.particles(), need.bytes());
  }

  /** The loops' scratch on as many threads as six workers get. */
  private static long work() {
    return Math.min(6, Runtime.getRuntime().availableProcessors()) * 4L * 129 * 832;
  }

  /** Within a tenth: alignment and biases are not counted here. */
  private static void assertNear(long expected, long actual) {
    assertEquals(expected, actual, 0.1 * expected);
  }

  @Test
  void shouldTakeMoreForEachChainAndForSnapshotsThatSlowWorkersHold() {
    Training training = Training.rbm().visible(100).hidden(100).particles(50);
    MemoryNeed lockstep = training.mode(Mode.LOCKSTEP).chains(1).memoryNeed();
    MemoryNeed chains = training.mode(Mode.LOCKSTEP).chains(9).memoryNeed();
    MemoryNeed async = training.mode(Mode.ASYNC).chains(1).memoryNeed();
    assertEquals(lockstep.parameters(), chains.parameters());
    assertFalse(chains.sums() <= lockstep.sums());
    assertFalse(async.parameters() <= lockstep.parameters());
    assertFalse(async.particles() >= lockstep.particles());
  }

  /** All but the model's level: frozen, shared by all snapshots, and copied for a checkpoint. */
  @Test
  void shouldCountEarlierParametersBeforeThereAreAny() {
    Training training = Training.rbm().visible(784).hidden(500).particles(100);
    MemoryNeed plain = training.memoryNeed();
    MemoryNeed levels = training.method(Method.TRAJECTORY).memoryNeed();
    long level = 4L * 784 * 512 + 2 * 2L * 832 * 512;
    assertNear(9 * (level + 4L * 784 * 500), levels.parameters() - plain.parameters());
  }

  @Test
  void shouldNotCountChainsBeyondTheParticles() {
    Training training = Training.rbm().particles(5).mode(Mode.LOCKSTEP);
    assertEquals(training.chains(5).memoryNeed(), training.chains(5000).memoryNeed());
  }

  @Test
  void shouldNotCountParticlesWhereThereAreNone() {
    assertEquals(0, Training.rbm().method(Method.CD).memoryNeed().particles());
  }

  @Test
  void shouldAcceptWhatJustFitsAndRefuseOneByteLess() {
    MemoryNeed need = new MemoryNeed(3 * MEBI, 2 * MEBI, 1024);
    assertDoesNotThrow(() -> need.requireWithin(5 * MEBI + 1024));
    var refusal = assertThrows(InputException.class, () -> need.requireWithin(5 * MEBI + 1023));
    assertEquals(
        "this training takes at least 5.0 MiB (parameters 3.0 MiB, sums 2.0 MiB, particles 1.0 KiB)"
            + " of memory and there are 5.0 MiB: take fewer units, particles or chains, or give the"
            + " JVM more by -Xmx",
        refusal.getMessage());
  }

  @Test
  void shouldStayAtTheLargestNumberInsteadOfOverflowing() {
    FakePhase phase = new FakePhase(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE / 3);
    MemoryNeed need =
        MemoryNeed.of(
            phase.objective(), Training.rbm().mode(Mode.ASYNC).chains(1 << 30).runSettings());
    assertEquals(Long.MAX_VALUE, need.sums());
    assertEquals(Long.MAX_VALUE, need.particles());
    assertEquals(Long.MAX_VALUE, need.bytes());
    assertThrows(InputException.class, () -> need.requireWithin(Long.MAX_VALUE - 1));
  }
}
