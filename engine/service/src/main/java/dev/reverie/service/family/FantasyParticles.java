package dev.reverie.service.family;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fantasy particles in a checkpoint. */
public final class FantasyParticles {
  private FantasyParticles() {}

  /**
   * What a phase of that name shows of its particles, one row each; no row when the training had
   * none.
   */
  public static float[][] of(Checkpoint checkpoint, PersistentPhase phase) {
    return of(checkpoint, phase, phase.particleBytes());
  }

  /**
   * The same where more is kept of a particle than the phase knows of.
   *
   * @param size bytes of a particle, which begin with those of the phase
   */
  public static float[][] of(Checkpoint checkpoint, PersistentPhase phase, int size) {
    byte[] bytes = checkpoint.particles().getOrDefault(phase.name(), new byte[0]);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[][] states = new float[bytes.length / size][phase.shownUnits()];
    Tile one = phase.allocate(0, 1);
    for (int n = 0; n < states.length; n++) {
      one.read(0, in.position(n * size));
      one.show(0, states[n]);
    }
    return states;
  }
}
