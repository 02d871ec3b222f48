package dev.reverie.aggregate;

/**
 * How long updates wait for one chain. A chain that just missed one is waited for again, or it
 * would stay late for good; one that misses them again and again is slow, and is waited for ever
 * more rarely.
 */
final class Patience {
  private static final int MOST_DOUBLINGS = 10;

  private int missed;
  private long from;

  /** Whether that update is to wait for the chain. */
  boolean lasts(long update) {
    return update >= from;
  }

  /**
   * An update has been made, or the chain has swept under an older version than was newest when it
   * was told to: versions take long to reach it.
   *
   * @param inTime whether the chain had statistics of the newest version for the update
   */
  void used(long update, boolean inTime) {
    if (inTime) {
      missed = 0;
      from = update;
    } else if (lasts(update)) {
      missed = Math.min(missed + 1, MOST_DOUBLINGS);
      from = update + (1L << missed) - 1;
    }
  }
}
