package dev.reverie.boltzmann;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * Gradient ascent on the log-likelihood with momentum (Ackley, Hinton and Sejnowski 1985):
 *
 * <pre>
 *  dJ_ij = (mean of s_i s_j, clamped  -  mean of s_i s_j, free) / T - decay J_ij        db_i = (mean of s_i, clamped - free) / T
 *  velocity' = momentum velocity + rate gradient        J' = J + velocity'
 * </pre>
 *
 * While a phase has nothing to say, nothing moves. Cut by edges.
 */
final class BoltzmannRule implements UpdateRule {
  private static final int EDGES = 1 << 15;

  private final BoltzmannMachine machine;
  private final BoltzmannLearning learning;
  private final Layout stateLayout;

  BoltzmannRule(BoltzmannMachine machine, BoltzmannLearning learning) {
    this.machine = machine;
    this.learning = learning;
    this.stateLayout = learning.momentum() == 0 ? Layout.empty() : velocities(machine);
  }

  private static Layout velocities(BoltzmannMachine machine) {
    return Layout.builder()
        .add("couplings_velocity", Role.LEARNED, Storage.ROWS, 1, machine.graph().edges())
        .add("biases_velocity", Role.LEARNED, Storage.ROWS, 1, machine.graph().units())
        .build();
  }

  @Override
  public Layout stateLayout() {
    return stateLayout;
  }

  @Override
  public void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    DividedUpdate step = divide(update, current, state, statistics, next);
    for (int part = 0; part < step.parts(); part++) {
      step.make(part);
    }
    step.finish();
  }

  @Override
  public DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    boolean silent = statistics.stream().anyMatch(entry -> entry.count() == 0);
    if (silent) {
      next.copyFrom(current);
    }
    return new Step(learning.rate().at(update), current, state, statistics, next, silent);
  }

  private final class Step implements DividedUpdate {
    private final double rate;
    private final float[] current;
    private final float[] state;
    private final List<PhaseStatistics> statistics;
    private final Parameters next;
    private final boolean silent;
    private final Block couplings = machine.couplings();
    private final Block biases = machine.biases();
    private final Block rows = machine.neighbourCouplings();

    Step(
        double rate,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next,
        boolean silent) {
      this.rate = rate;
      this.current = current.values();
      this.state = state == null ? null : state.values();
      this.statistics = statistics;
      this.next = next;
      this.silent = silent;
    }

    /** The last part is that of the biases. */
    @Override
    public int parts() {
      return silent ? 1 : (machine.graph().edges() - 1) / EDGES + 2;
    }

    @Override
    public void make(int part) {
      if (silent) {
        return;
      }
      if (part == parts() - 1) {
        int velocity = velocity("biases_velocity");
        for (int unit = 0; unit < machine.graph().units(); unit++) {
          move(biases, velocity, unit, gradient(unit, false));
        }
        return;
      }
      int to = Math.min(machine.graph().edges(), (part + 1) * EDGES);
      int velocity = velocity("couplings_velocity");
      for (int edge = part * EDGES; edge < to; edge++) {
        double decay = learning.weightDecay() * current[couplings.offset() + edge];
        move(couplings, velocity, edge, gradient(edge, true) - decay);
      }
      machine.deriveEdges(next, couplings, rows, part * EDGES, to);
    }

    private double gradient(int place, boolean ofPair) {
      double gradient = 0;
      for (PhaseStatistics entry : statistics) {
        long sum = 0;
        for (Sums part : entry.parts()) {
          PairSums sums = (PairSums) part;
          sum += ofPair ? sums.pairs[place] : sums.singles[place];
        }
        gradient += entry.phase().sign() * (sum * PairSums.UNIT / entry.count());
      }
      return gradient / machine.temperature();
    }

    private int velocity(String name) {
      return learning.momentum() == 0 ? 0 : stateLayout.block(name).offset();
    }

    private void move(Block block, int velocities, int place, double gradient) {
      double velocity = rate * gradient;
      if (learning.momentum() != 0) {
        velocity += learning.momentum() * state[velocities + place];
        state[velocities + place] = (float) velocity;
      }
      int at = block.offset() + place;
      next.values()[at] = (float) (current[at] + velocity);
    }

    @Override
    public void finish() {
      machine.setDigest(next);
      next.requireBounded();
    }
  }
}
