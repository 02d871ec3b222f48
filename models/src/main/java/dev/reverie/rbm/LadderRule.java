package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.tempering.SwapFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves what is published of the ladder by what all ladders have told. */
final class LadderRule implements Companion {
  private final Rbm rbm;
  private final LadderBlocks published;
  private final Move move;

  /** What is particular to a kind of ladder. */
  private interface Move {
    void apply(long update, Parameters current, Optional<SwapFigures> seen, Parameters next);
  }

  private LadderRule(Rbm rbm, Move move) {
    this.rbm = rbm;
    this.published = new LadderBlocks(rbm.layout());
    this.move = move;
  }

  /**
   * Of a ladder of temperatures.
   *
   * @param warmUpUpdates in which temperatures move
   */
  static LadderRule ofTemperatures(Rbm rbm, long warmUpUpdates) {
    return new LadderRule(
        rbm,
        (update, current, seen, next) ->
            rbm.tempered().move(update, current, seen, update < warmUpUpdates, next));
  }

  /**
   * Of a ladder of earlier parameters.
   *
   * @param acceptance of newest level and model below which the model becomes a level
   */
  static LadderRule ofTrajectory(Rbm rbm, double acceptance) {
    return new LadderRule(
        rbm,
        (update, current, seen, next) ->
            rbm.trajectory().move(update, current, seen, acceptance, next));
  }

  @Override
  public void apply(
      long update, Parameters current, List<PhaseStatistics> statistics, Parameters next) {
    float roundTrips = published.roundTripRate(current);
    Optional<SwapFigures> seen = Optional.empty();
    for (PhaseStatistics entry : statistics) {
      if (entry.phase() instanceof LadderPhase && entry.count() > 0) {
        List<LadderSums> parts = new ArrayList<>();
        for (Sums part : entry.parts()) {
          parts.add((LadderSums) part);
        }
        LadderView ladder = rbm.ladder();
        int pairs = ladder.order(current).length - 1;
        seen = LadderSums.figures(parts, pairs, ladder.newest(current));
        double made = (double) LadderSums.roundTrips(parts) / entry.count();
        roundTrips = (float) (made / (update + 1));
      }
    }
    published.setRoundTripRate(next, roundTrips);
    move.apply(update, current, seen, next);
  }
}
