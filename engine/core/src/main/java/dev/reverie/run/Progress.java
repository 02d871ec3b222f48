package dev.reverie.run;

import dev.reverie.parameter.Version;

/**
 * How far a run is. Counts are since its start, those before a resume included where not said
 * otherwise.
 *
 * @param version of the newest parameters
 * @param updates updates that the whole run takes
 * @param updatesPerPass updates of one pass over the data
 * @param cases data cases consumed since this process started
 * @param particleSweeps kernel applications to one particle each, consumed since this process
 *     started
 * @param meanStaleness of the statistics in the last update, in versions, each particle and case
 *     counting once
 * @param oldest age of all statistics that were used since this process started, in versions
 * @param heard share of the particles heard within the last 100 updates, 0 to 1
 * @param late contributions dropped for being older than the bound, since this process started
 * @param repeated messages recognised as repetitions, since this process started
 * @param restarts workers started again after a failure
 * @param autocorrelationTime integrated autocorrelation time of the particles, in updates; NaN
 *     until it can be told
 * @param checkpoint the newest durable checkpoint's update; -1 for none
 * @param trouble what keeps checkpoints from being written; empty when nothing does
 */
public record Progress(
    Version version,
    long updates,
    long updatesPerPass,
    long cases,
    long particleSweeps,
    double meanStaleness,
    long oldest,
    double heard,
    long late,
    long repeated,
    long restarts,
    double autocorrelationTime,
    long checkpoint,
    String trouble) {

  /** Before anything has happened. */
  public static Progress atStart(Version version, long updates, long updatesPerPass) {
    return new Progress(
        version, updates, updatesPerPass, 0, 0, 0, 0, 1, 0, 0, 0, Double.NaN, -1, "");
  }

  /** Updates made, those before a resume included. */
  public long done() {
    return version.number();
  }

  /** Passes over the data that are complete. */
  public long passes() {
    return done() / updatesPerPass;
  }
}
