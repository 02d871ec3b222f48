package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.tempering.TemperatureLadder;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what is published of the ladder by what all ladders have told, and derives the machines
 * along it.
 */
final class LadderRule implements Companion {
  private final Rbm rbm;
  private final long warmUpUpdates;

  /**
   * @param warmUpUpdates in which temperatures move
   */
  LadderRule(Rbm rbm, long warmUpUpdates) {
    this.rbm = rbm;
    this.warmUpUpdates = warmUpUpdates;
  }

  @Override
  public void apply(
      long update, Parameters current, List<PhaseStatistics> statistics, Parameters next) {
    TemperedView view = rbm.tempered();
    TemperatureLadder ladder = view.ladder(current);
    Block rate = rbm.layout().block(Extras.ROUND_TRIP_RATE);
    float roundTrips = current.at(rate, 0, 0);
    for (PhaseStatistics entry : statistics) {
      if (entry.phase() instanceof LadderPhase && entry.count() > 0) {
        List<LadderSums> parts = new ArrayList<>();
        for (Sums part : entry.parts()) {
          parts.add((LadderSums) part);
        }
        boolean adapts = update < warmUpUpdates;
        ladder = ladder.after(update, LadderSums.figures(parts, entry.count()), adapts);
        double made = (double) LadderSums.roundTrips(parts) / entry.count();
        roundTrips = (float) (made / (update + 1));
      }
    }
    view.write(ladder, next);
    view.copyBase(current, next);
    next.set(rate, 0, 0, roundTrips);
    view.derive(next);
  }
}
