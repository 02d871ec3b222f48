package dev.reverie.benchmark.scale.model;

/**
 * What a model says of a training in its steady state.
 *
 * @param updates a second
 * @param staleness of the statistics in an update, mean in versions
 * @param sweeps of all particles an update; more than 1 where chains run ahead
 * @param aggregatorBusy share of the time for which the cores of the aggregator's node are busy
 * @param linkBusy share of the time for which the aggregator's link is busy, in the busier
 *     direction
 * @param workersBusy the same of all other nodes' cores
 */
public record Forecast(
    double updates,
    double staleness,
    double sweeps,
    double aggregatorBusy,
    double linkBusy,
    double workersBusy) {

  /** What there is least of. */
  public String limit() {
    if (linkBusy > 0.9) {
      return "the aggregator's link";
    }
    if (aggregatorBusy > 0.9) {
      return "the aggregator's node";
    }
    return workersBusy > 0.85 ? "sweeps" : "waiting";
  }
}
