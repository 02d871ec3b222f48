package dev.reverie.transport;

import java.util.Objects;

/**
 * What travels over a connection. Frames of the same type and key replace one another: what counts
 * is the newest.
 *
 * @param type what the payload is; 0 is taken by the connection's own
 * @param payload a receiver owns it; a sender never changes it again, but may send it to others
 */
public record Frame(byte type, long key, byte[] payload) {
  public Frame {
    Objects.requireNonNull(payload, "payload");
  }
}
