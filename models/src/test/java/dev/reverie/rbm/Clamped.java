package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import java.util.List;

/** Phases of given visible values, of machines of any units. */
final class Clamped {
  private Clamped() {}

  /** The data's phase. */
  static BatchPhase phase(Rbm rbm, BatchSchedule schedule, double[]... values) {
    StateRows rows = ValueRows.of(rbm, values);
    return rbm.discrete()
        ? new ClampedPhase(rbm, (BinaryRows) rows, schedule)
        : new DenseClampedPhase(rbm, rows, schedule);
  }

  /** What one state gives, as statistics of the data's phase or of another one. */
  static PhaseStatistics of(Rbm rbm, Parameters parameters, Phase as, double... values) {
    BatchPhase phase = phase(rbm, new BatchSchedule(1, 1, 1), values);
    return new PhaseStatistics(as == null ? phase : as, List.of(sums(phase, parameters, 0)), 1);
  }

  /** The sums of one batch. */
  static Sums sums(BatchPhase phase, Parameters parameters, long batch) {
    Sums sums = phase.newSums();
    phase.contribute(Models.snapshot(parameters), batch, 0, phase.items(batch), sums);
    return sums;
  }
}
