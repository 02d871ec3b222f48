package dev.reverie.boltzmann;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.List;

/** Learns a Boltzmann machine from data: a clamped phase less a free one of persistent chains. */
public final class BoltzmannObjective implements Objective {
  private final BoltzmannMachine machine;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final BoltzmannLearning learning;
  private final List<Phase> phases;

  /**
   * @param rows visible units, followed by labels where the machine has them, one of which is on
   */
  public BoltzmannObjective(
      BoltzmannMachine machine,
      BinaryRows rows,
      BatchSchedule schedule,
      BoltzmannLearning learning) {
    if (rows.columns() != machine.roles().columns()) {
      throw new IllegalArgumentException(
          "rows.columns="
              + rows.columns()
              + ", must be the visible units and labels "
              + machine.roles().columns());
    }
    this.machine = machine;
    this.rows = rows;
    this.schedule = schedule;
    this.learning = learning;
    this.phases =
        List.of(
            new ClampedPhase(machine, rows, schedule, learning.clampedSweeps(), learning.seed()),
            new ChainsPhase(machine, learning.particles(), learning.steps(), 1, learning.seed()));
  }

  public BoltzmannMachine machine() {
    return machine;
  }

  @Override
  public Layout layout() {
    return machine.layout();
  }

  /**
   * Couplings from N(0, scale^2), biases with which visible units and labels have the data's means
   * without them, and hidden units without biases.
   */
  @Override
  public void initialise(Parameters parameters) {
    RandomStream random = new RandomStream(learning.seed(), Purpose.INITIAL_PARAMETERS);
    for (int edge = 0; edge < machine.graph().edges(); edge++) {
      double coupling = learning.couplingScale() * random.gaussian(edge, 0, 0);
      parameters.set(machine.couplings(), 0, edge, (float) coupling);
    }
    double[] biases = BaseBiases.of(machine, rows);
    for (int unit = 0; unit < biases.length; unit++) {
      parameters.set(machine.biases(), 0, unit, (float) biases[unit]);
    }
    machine.setDigest(parameters);
    machine.derive(parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    machine.deriveOfThisGraph(parameters);
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new BoltzmannRule(machine, learning);
  }

  /** Each chain has lanes of its own, counted as its sums' are. */
  @Override
  public long workBytes(int threads) {
    return threads * Lanes.bytes(machine);
  }

  @Override
  public long updatesPerPass() {
    return schedule.batchesPerPass();
  }
}
