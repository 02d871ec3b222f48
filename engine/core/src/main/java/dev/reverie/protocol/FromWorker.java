package dev.reverie.protocol;

import dev.reverie.parameter.Version;
import dev.reverie.phase.Sums;
import java.util.List;

/**
 * What a worker says to the aggregator. A message may be lost, repeated or late: whoever has had no
 * answer for a while says the last thing again, and the aggregator tells repetitions by incarnation
 * and sequence.
 */
public sealed interface FromWorker {
  WorkerId worker();

  /** How often the worker has been started before. */
  int incarnation();

  /** A worker is there and has nothing to do. */
  record Ready(WorkerId worker, int incarnation) implements FromWorker {}

  /**
   * The statistics of all particles of a chain after the steps that were due, in place of those it
   * sent before. The sums belong to the aggregator from here on.
   *
   * @param version of the snapshot of the last step
   * @param observed one number for each particle below {@link #TRACED}, in the order of their
   *     numbers
   */
  record ChainContribution(
      WorkerId worker,
      int incarnation,
      long sequence,
      Version version,
      Sums sums,
      double[] observed)
      implements FromWorker {}

  /**
   * The sums of a share of a batch, one for each batch phase in the objective's order. They belong
   * to the aggregator from here on.
   */
  record BatchContribution(
      WorkerId worker,
      int incarnation,
      long sequence,
      Ticket ticket,
      Version version,
      List<Sums> sums)
      implements FromWorker {}

  /** The state of a chain's particles, one after the other. */
  record Captured(WorkerId worker, int incarnation, long capture, byte[] particles)
      implements FromWorker {}

  /**
   * A worker cannot go on.
   *
   * @param diverged whether a number was not finite or too large, rather than a failure of the code
   */
  record Failed(WorkerId worker, int incarnation, String phase, String reason, boolean diverged)
      implements FromWorker {}

  /** Particles with numbers below this are traced for their autocorrelation. */
  int TRACED = 16;
}
