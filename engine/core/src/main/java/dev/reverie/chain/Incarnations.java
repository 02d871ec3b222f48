package dev.reverie.chain;

/**
 * Counts the starts of one worker, and its failures since it last contributed, however long it took
 * to come to them. Outlives the actor; one thread at a time.
 */
final class Incarnations {
  private final int maxRestarts;
  private int started;
  private int failuresInARow;
  private RuntimeException lastFailure;

  /**
   * @param maxRestarts failures in a row after which the worker is started again
   * @param first number of the first start
   */
  Incarnations(int maxRestarts, int first) {
    this.maxRestarts = maxRestarts;
    this.started = first;
  }

  /** The number of the start that follows. */
  int next() {
    return started++;
  }

  /** The worker has done what it is for. */
  void contributed() {
    failuresInARow = 0;
  }

  /** The worker has failed; returns whether it is to be started again. */
  boolean mayFollow(RuntimeException failure) {
    lastFailure = failure;
    failuresInARow++;
    return failuresInARow <= maxRestarts;
  }

  /** Why there is no other incarnation, on one line. */
  String epitaph() {
    return "failed "
        + failuresInARow
        + (failuresInARow == 1 ? " time" : " times")
        + " in a row: "
        + lastFailure;
  }
}
