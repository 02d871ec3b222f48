package dev.reverie.service.trained;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.LadderPhase;
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
    int size = bytes(checkpoint, phase, rbm);
    float[][] states = new float[bytes.length / size][rbm.visible()];
    Tile one = phase.allocate(0, 1);
    for (int n = 0; n < states.length; n++) {
      one.read(0, in.position(n * size));
      one.show(0, states[n]);
    }
    return states;
  }

  /** Of one particle; a ladder begins with the particle of the model. */
  private static int bytes(Checkpoint checkpoint, ChainsPhase phase, Rbm rbm) {
    int levels = Extras.ladderLevels(checkpoint.parameters());
    return levels == 0 ? phase.particleBytes() : LadderPhase.particleBytes(rbm, levels);
  }
}
