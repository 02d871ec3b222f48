package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How replica exchange goes on, from what a training publishes.
 *
 * @param betas inverse temperatures from 0 to 1; none where levels are earlier parameters
 * @param swapRates running means of the acceptance of neighbouring pairs, from the base on
 * @param roundTripRate how often a replica has gone from model to base and back, a ladder and
 *     update, since the start
 * @param logPartition running estimate of log Z of the model by Bennett's acceptance ratio, in nats
 *     and of the {@link BitMachine}. It lags 25 updates behind parameters that move, and is as good
 *     as the chains are in equilibrium: at a high rate, when parameters run away from them, it is
 *     off by some nats. Nothing where some pair of neighbours overlaps too little
 */
public record LadderReport(
    double[] betas, double[] swapRates, double roundTripRate, OptionalDouble logPartition) {

  /** Of the parameters of a machine; nothing when it has no ladder. */
  public static Optional<LadderReport> of(Rbm rbm, Parameters parameters) {
    return Optional.ofNullable(rbm.ladder()).map(ladder -> ladder.report(parameters));
  }
}
