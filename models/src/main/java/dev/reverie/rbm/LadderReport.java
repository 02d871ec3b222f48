package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.tempering.TemperatureLadder;
import java.util.Arrays;
import java.util.Optional;

/**
 * How replica exchange goes on, from what a training publishes.
 *
 * @param betas inverse temperatures from 0 to 1
 * @param swapRates running means of the acceptance of neighbouring pairs
 * @param roundTripRate how often a replica has gone from model to base and back, a ladder and
 *     update, since the start
 * @param logPartition running estimate of log Z at beta 1 by Bennett's acceptance ratio, in nats
 *     and of the {@link BitMachine}. It lags 25 updates behind parameters that move, and is as good
 *     as the chains are in equilibrium: at a high rate, when parameters run away from them, it is
 *     off by some nats
 */
public record LadderReport(
    double[] betas, double[] swapRates, double roundTripRate, double logPartition) {

  /** Of the parameters of a machine; nothing when it has no ladder. */
  public static Optional<LadderReport> of(Rbm rbm, Parameters parameters) {
    TemperedView view = rbm.tempered();
    if (view == null) {
      return Optional.empty();
    }
    TemperatureLadder ladder = view.ladder(parameters);
    return Optional.of(
        new LadderReport(
            ladder.betas(),
            ladder.swapRates(),
            parameters.at(rbm.layout().block(Extras.ROUND_TRIP_RATE), 0, 0),
            view.baseLogPartition(parameters) + Arrays.stream(ladder.logRatios()).sum()));
  }
}
