package dev.reverie.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.run.Mode;
import dev.reverie.simulation.CountingObjective;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Particles that are the numbers from 0 on, after seven steps each. */
class SuccessionTest {
  private static final int PARTICLES = 600;
  private static final long LIFE = 1L << 40;

  private final Objective objective = new CountingObjective(0, 1, 1, PARTICLES, 1);
  private final String chains = objective.phases().get(0).name();

  private Checkpoint checkpoint(long steps) {
    Checkpoint from = Checkpoints.at(3);
    return new Checkpoint(
        from.version(),
        from.identity(),
        from.parameters(),
        from.state(),
        Map.of(chains, particles(steps)),
        from.frontier(),
        from.consumed());
  }

  private static byte[] particles(long steps) {
    ByteBuffer bytes = ByteBuffer.allocate(16 * PARTICLES).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < PARTICLES; n++) {
      bytes.putLong(n).putLong(steps);
    }
    return bytes.array();
  }

  private Checkpoint after(int epochs, Mode mode) {
    return Succession.of(checkpoint(7), 2 + epochs, objective, mode);
  }

  @Test
  void shouldTakeStatesPastTheStepsOfOlderEpochs() {
    assertArrayEquals(
        particles(7 + 3L * Succession.LIVES * LIFE), after(3, Mode.ASYNC).particles().get(chains));
  }

  @Test
  void shouldLeaveAllElseAsItIs() {
    Checkpoint expected = checkpoint(7 + Succession.LIVES * LIFE);
    Checkpoint taken = after(1, Mode.ASYNC);
    assertEquals(new Version(3, 3), taken.version());
    Checkpoints.assertSame(
        expected,
        new Checkpoint(
            expected.version(),
            taken.identity(),
            taken.parameters(),
            taken.state(),
            taken.particles(),
            taken.frontier(),
            taken.consumed()));
  }

  @Test
  void shouldChangeNothingThatIsOfTheEpochAlready() {
    Checkpoint taken = after(1, Mode.ASYNC);
    Checkpoints.assertSame(taken, Succession.of(taken, 3, objective, Mode.ASYNC));
  }

  @Test
  void shouldHaveAllStepsMadeAgainInLockstep() {
    assertArrayEquals(particles(7), after(3, Mode.LOCKSTEP).particles().get(chains));
  }

  @Test
  void shouldRefuseEpochsThatCannotBeCounted() {
    assertThrows(ArithmeticException.class, () -> after(Integer.MAX_VALUE - 2, Mode.ASYNC));
  }
}
