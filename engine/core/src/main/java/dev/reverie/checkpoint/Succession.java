package dev.reverie.checkpoint;

import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.run.Mode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch takes over from an older one. Where nobody waits, the parameters of a checkpoint
 * have seen steps that were made after its states, and epochs that have left none may have made
 * more: all states are taken past them, so that from then on they count as this epoch's own,
 * whether they are gone on from or written once more. In lock-step nothing was seen, and all is
 * made again.
 *
 * <p>A step number holds the lives in its upper 24 bits: they come again after 2,048 epochs, with
 * more steps than before in the other 40.
 */
public final class Succession {
  /** Lives that a chain may have in an epoch, each with random numbers of its own. */
  public static final int LIVES = 1 << 13;

  /** Particles that are read and written at a time. */
  private static final int PART = 256;

  private Succession() {}

  /**
   * A checkpoint as if an epoch had written it.
   *
   * @param epoch not below the checkpoint's
   */
  public static Checkpoint of(Checkpoint from, int epoch, Objective objective, Mode mode) {
    int lives = Math.multiplyExact(epoch - from.version().epoch(), LIVES);
    Map<String, byte[]> particles = new LinkedHashMap<>(from.particles());
    for (Phase phase : objective.phases()) {
      if (mode == Mode.ASYNC && phase instanceof PersistentPhase persistent) {
        particles.computeIfPresent(
            phase.name(), (name, states) -> after(lives, states, persistent));
      }
    }
    return new Checkpoint(
        new Version(epoch, from.updates()),
        from.identity(),
        from.parameters(),
        from.state(),
        particles,
        from.frontier(),
        from.consumed());
  }

  private static byte[] after(int lives, byte[] states, PersistentPhase phase) {
    ByteBuffer in = ByteBuffer.wrap(states).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(states.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int first = 0; first < phase.particles(); first += PART) {
      Tile tile = phase.allocate(first, Math.min(PART, phase.particles() - first));
      for (int n = 0; n < tile.count(); n++) {
        tile.read(n, in);
      }
      tile.skipLostSteps(lives);
      for (int n = 0; n < tile.count(); n++) {
        tile.write(n, out);
      }
    }
    return out.array();
  }
}
