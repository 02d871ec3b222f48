package dev.reverie.mixture;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.List;

/**
 * Learns a mixture by expectation maximisation: an update is an E-step over all rows and an M-step.
 * In lock-step, and with rows that are the same at each pass, the likelihood times the prior never
 * falls but by rounding.
 */
public final class MixtureObjective implements Objective {
  private final Mixture mixture;
  private final StateRows rows;
  private final MixtureLearning learning;
  private final ColumnMoments all;
  private final List<Phase> phases;

  /**
   * @param rows of bits where the mixture's columns are
   * @throws InputException when there are fewer rows than components
   */
  public MixtureObjective(Mixture mixture, StateRows rows, MixtureLearning learning) {
    if (rows.columns() != mixture.columns()) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the mixture's " + mixture.columns());
    }
    if (mixture.binary() && !(rows instanceof BinaryRows)) {
      throw new IllegalArgumentException("rows of real numbers, must be bits");
    }
    if (rows.rows() < mixture.components()) {
      throw new InputException(
          "components="
              + mixture.components()
              + ", must be at most the "
              + rows.rows()
              + " rows that they start from");
    }
    this.mixture = mixture;
    this.rows = rows;
    this.learning = learning;
    this.all = mixture.moments(rows);
    this.phases = List.of(new ExpectationPhase(mixture, rows));
  }

  public Mixture mixture() {
    return mixture;
  }

  @Override
  public Layout layout() {
    return mixture.layout();
  }

  /**
   * Equal shares, and each component made of one row, no two of the same, with what its kind adds.
   */
  @Override
  public void initialise(Parameters parameters) {
    int components = mixture.components();
    int[] starts = new int[components];
    new BatchSchedule(rows.rows(), components, learning.seed()).fill(0, 0, components, starts);
    float[] row = new float[mixture.columns()];
    RandomStream random = new RandomStream(learning.seed(), Purpose.INITIAL_PARAMETERS);
    for (int k = 0; k < components; k++) {
      parameters.set(mixture.mixing(), 0, k, 1f / components);
      rows.values(0, starts[k], row, 0);
      mixture.initialise(parameters, k, row, all, new ColumnDraws(random, k, 0));
    }
    derive(parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    mixture.derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new MaximisationRule(mixture, learning, all);
  }

  @Override
  public long workBytes(int threads) {
    return mixture.sumsBytes();
  }

  @Override
  public long updatesPerPass() {
    return 1;
  }
}
