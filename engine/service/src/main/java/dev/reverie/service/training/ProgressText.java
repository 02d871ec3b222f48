package dev.reverie.service.training;

import dev.reverie.run.Progress;
import dev.reverie.service.console.Numbers;

/** A training's progress as one line, what matters most first. */
final class ProgressText {
  private ProgressText() {}

  /**
   * @param gap free-energy gap, nats; NaN when it is not known
   */
  static String of(Progress progress, Pace.Rates rates, double gap) {
    return Numbers.format(
        "epoch %.1f/%d  %s left  %s updates/s  %s cases/s  %s sweeps/s  gap %s  staleness %s",
        (double) progress.done() / progress.updatesPerPass(),
        progress.updates() / progress.updatesPerPass(),
        Numbers.duration(rates.secondsLeft()),
        Numbers.rate(rates.updates()),
        Numbers.rate(rates.cases()),
        Numbers.rate(rates.sweeps()),
        Numbers.decimal(gap),
        Numbers.decimal(progress.meanStaleness()));
  }
}
