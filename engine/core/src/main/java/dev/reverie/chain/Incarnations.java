package dev.reverie.chain;

/** Counts the starts of one worker. Outlives the actor; one thread at a time. */
final class Incarnations {
  private int started;

  /** 0 for the first start. */
  int next() {
    return started++;
  }
}
