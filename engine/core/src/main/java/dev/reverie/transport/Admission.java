package dev.reverie.transport;

/** Decides who may talk to a server. Called from many threads; must not wait for anything. */
@FunctionalInterface
public interface Admission {

  /**
   * @param token what the other side says about itself, at most 1024 bytes from whoever it is; may
   *     be kept
   */
  boolean admits(byte[] token);
}
