package dev.reverie.run;

/** Whether the aggregator waits. */
public enum Mode {
  /**
   * Every update waits for all statistics of its own version: the result is the same to the bit for
   * any number of threads and chains, and across kill and resume.
   */
  LOCKSTEP,
  /** Nobody waits for a slow worker; statistics up to a bound of versions old count. */
  ASYNC
}
