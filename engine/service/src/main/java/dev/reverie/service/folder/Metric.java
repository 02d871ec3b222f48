package dev.reverie.service.folder;

import java.util.Locale;

/**
 * The columns of metrics.csv, in their order. A cell is empty where a number is not known or was
 * not computed.
 */
public enum Metric {
  /** Passes over the data, with their fraction. */
  EPOCH,
  UPDATE,
  /** Time spent training, earlier sessions of the run included. */
  SECONDS,
  /** Of the next update. */
  LEARNING_RATE,
  UPDATES_PER_SECOND,
  CASES_PER_SECOND,
  SWEEPS_PER_SECOND,
  /**
   * Mean free energy of test rows less that of training rows, nats: rises when the model over-fits
   * (Hinton 2010).
   */
  FREE_ENERGY_GAP,
  /** Mean squared difference of a pixel and its reconstruction, training rows. */
  RECONSTRUCTION_ERROR,
  /** Nats per visible unit, training rows. */
  PSEUDO_LIKELIHOOD,
  /**
   * log Z along the ladder by Bennett's acceptance ratio, nats; off by some nats while the rate is
   * high and chains lag behind. With methods tempered and trajectory only, as what follows.
   */
  LOG_PARTITION,
  /** Mean log-likelihood of training rows by that, nats. */
  LOG_LIKELIHOOD,
  /** Mean share of proposed swaps that are accepted. */
  SWAP_RATE,
  /** That of the pair of neighbours that swaps least. */
  LEAST_SWAP_RATE,
  /** How often a chain went from the model to the base and back, a ladder and update. */
  ROUND_TRIP_RATE,
  /** Mean age of the statistics in the last update, in updates. */
  STALENESS,
  /** Share of the particles heard within the last 100 updates. */
  HEARD,
  /** Contributions dropped for their age, in this session. */
  LATE,
  /** Messages recognised as repetitions, in this session. */
  REPEATED,
  /** Workers started again after a failure, in this session. */
  RESTARTS,
  /** Of the particles, in updates. */
  AUTOCORRELATION_TIME,
  /** Hidden units that are off for almost every training row looked at. */
  DEAD_HIDDEN,
  /** Hidden units that are on for almost every training row looked at. */
  SATURATED_HIDDEN;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
