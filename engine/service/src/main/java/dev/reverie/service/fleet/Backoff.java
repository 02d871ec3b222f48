package dev.reverie.service.fleet;

/** How long to wait until a process is started again: longer each time that it dies young. */
final class Backoff {
  private static final long SECOND = 1_000_000_000L;
  private static final long LEAST = SECOND;
  private static final long MOST = 30 * SECOND;

  /** Who lives so long has started well. */
  private static final long WELL = 60 * SECOND;

  /** Deaths in a row after which it is given up. */
  private static final int DEATHS = 10;

  private int deaths;

  /**
   * It has died.
   *
   * @param lived nanoseconds
   * @return nanoseconds to wait; -1 when it is not to be started again
   */
  long died(long lived) {
    deaths = lived >= WELL ? 1 : deaths + 1;
    return deaths >= DEATHS ? -1 : Math.min(MOST, LEAST << Math.min(deaths - 1, 10));
  }
}
