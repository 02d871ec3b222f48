package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of all that a lock-step run must reproduce: parameters, the rule's state, particles in
 * their order.
 */
public final class Digests {
  private Digests() {}

  public static String of(SerialLoop loop) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, loop.parameters());
      add(digest, loop.state());
      for (Tile tile : loop.tiles()) {
        for (int place = 0; place < tile.count(); place++) {
          ByteBuffer particle = ByteBuffer.allocate(1024);
          tile.write(place, particle);
          digest.update(particle.flip());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, Parameters parameters) {
    ByteBuffer word = ByteBuffer.allocate(Float.BYTES);
    for (Block block : parameters.layout().blocks()) {
      if (block.role() != Role.DERIVED) {
        for (float value : parameters.rows(block)) {
          digest.update(word.putFloat(0, value).array());
        }
      }
    }
    for (int place = 0; place < parameters.layout().frozen().size(); place++) {
      if (parameters.frozen(place) != null) {
        add(digest, parameters.frozen(place));
      }
    }
  }
}
