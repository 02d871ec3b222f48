package dev.reverie.service.trained;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Rbm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fantasy particles in a checkpoint. */
public final class FantasyParticles {
  private FantasyParticles() {}

  /** Visible units, one row a particle; none when the training had no persistent chains. */
  public static float[][] of(Checkpoint checkpoint, Rbm rbm) {
    ChainsPhase phase = new ChainsPhase(rbm, 1, 1, 1f, 0);
    byte[] bytes = checkpoint.particles().getOrDefault(phase.name(), new byte[0]);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[][] states = new float[bytes.length / phase.particleBytes()][rbm.visible()];
    Tile one = phase.allocate(0, 1);
    for (float[] state : states) {
      one.read(0, in);
      one.show(0, state);
    }
    return states;
  }
}
