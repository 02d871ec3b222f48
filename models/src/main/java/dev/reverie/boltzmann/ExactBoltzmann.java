package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums over all states of a small machine, in double precision. Hidden units without hidden
 * neighbours are summed in closed form, and every other free unit doubles the work. Neighbouring
 * states of a sum differ in one unit (Gray code).
 */
public final class ExactBoltzmann {
  /** Units of which all states are gone through. */
  public static final int MOST_UNITS = 22;

  private final BoltzmannMachine machine;
  private final Parameters parameters;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public ExactBoltzmann(BoltzmannMachine machine, Parameters parameters) {
    this.machine = machine;
    this.parameters = parameters;
  }

  /** Whether log Z can be summed. */
  public static boolean feasible(BoltzmannMachine machine) {
    int labels = machine.roles().labels();
    int bits = labels == 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(labels - 1);
    return machine.wiring().labelStart() + bits <= MOST_UNITS;
  }

  /** Whether the sum over hidden units, of one row, is quick. */
  public static boolean sumsHidden(BoltzmannMachine machine) {
    return machine.coupledHidden() <= MOST_UNITS / 2;
  }

  /** log Z. */
  public double logPartition() {
    requireFeasible(feasible(machine));
    LogAdder sum = new LogAdder();
    everywhere(walker -> sum.add(walker.logMass()));
    return sum.log();
  }

  /**
   * log of the sum over hidden units of exp(-E / T): the log-probability of a row and log Z
   * together.
   *
   * @param row visible units and labels, packed
   */
  public double logMass(long[] row) {
    requireFeasible(sumsHidden(machine));
    Walker walker = new Walker(machine, parameters);
    walker.clamp(row, machine.roles().columns());
    LogAdder sum = new LogAdder();
    overHidden(walker, at -> sum.add(at.logMass()));
    return sum.log();
  }

  /**
   * The log-probability of one visible unit given all other visible units and labels, averaged over
   * the visible units. No hidden units may be coupled.
   *
   * @param row visible units and labels, packed
   */
  public double pseudoLikelihood(long[] row) {
    requireFeasible(machine.coupledHidden() == 0);
    Walker walker = new Walker(machine, parameters);
    walker.clamp(row, machine.roles().columns());
    double before = walker.logMass();
    double sum = 0;
    for (int unit = 0; unit < machine.roles().visible(); unit++) {
      int place = machine.wiring().placeOf(unit);
      walker.flip(place);
      sum -= Walker.logSum(walker.logMass() - before, 0);
      walker.flip(place);
    }
    return sum / machine.roles().visible();
  }

  /**
   * p(label | visible units).
   *
   * @param row visible units, packed; labels behind them are not looked at
   */
  public double[] labels(long[] row) {
    requireFeasible(sumsHidden(machine));
    Walker walker = new Walker(machine, parameters);
    walker.clamp(row, machine.roles().visible());
    double[] logs = new double[machine.roles().labels()];
    LogAdder all = new LogAdder();
    for (int label = 0; label < logs.length; label++) {
      walker.setLabel(label);
      LogAdder sum = new LogAdder();
      overHidden(walker, at -> sum.add(at.logMass()));
      logs[label] = sum.log();
      all.add(logs[label]);
    }
    return Arrays.stream(logs).map(log -> StrictMath.exp(log - all.log())).toArray();
  }

  /**
   * Means under a distribution.
   *
   * @param pairs of s_i s_j, by edge
   * @param singles of s_i, by unit
   */
  public record Moments(double[] pairs, double[] singles) {}

  /** The means under the model. */
  public Moments moments() {
    double logPartition = logPartition();
    MomentSums sums = new MomentSums();
    everywhere(walker -> sums.add(walker, StrictMath.exp(walker.logMass() - logPartition)));
    return sums.moments();
  }

  /** The means given a row of visible units and labels, packed. */
  public Moments moments(long[] row) {
    double logMass = logMass(row);
    MomentSums sums = new MomentSums();
    Walker walker = new Walker(machine, parameters);
    walker.clamp(row, machine.roles().columns());
    overHidden(walker, at -> sums.add(at, StrictMath.exp(at.logMass() - logMass)));
    return sums.moments();
  }

  private void requireFeasible(boolean feasible) {
    if (!feasible) {
      throw new IllegalArgumentException(
          "machine of "
              + machine.wiring().labelStart()
              + " units that are not summed in closed form, must have fewer");
    }
  }

  /** What is done at each state. */
  interface Visit {
    void at(Walker walker);
  }

  private void everywhere(Visit visit) {
    Walker walker = new Walker(machine, parameters);
    int[] places = IntStream.range(0, machine.wiring().labelStart()).toArray();
    int labels = machine.roles().labels();
    for (int label = 0; label < Math.max(1, labels); label++) {
      walker.setLabel(label);
      overAll(walker, places, visit);
    }
  }

  private void overHidden(Walker walker, Visit visit) {
    Wiring wiring = machine.wiring();
    int[] places =
        IntStream.range(0, wiring.labelStart())
            .filter(place -> machine.roles().isHidden(wiring.unitOf(place)))
            .toArray();
    overAll(walker, places, visit);
  }

  /** All states of some units; the last flip brings the first state back. */
  static void overAll(Walker walker, int[] places, Visit visit) {
    for (int place : places) {
      walker.set(place, false);
    }
    long states = 1L << places.length;
    for (long state = 1; state <= states; state++) {
      visit.at(walker);
      if (state < states) {
        walker.flip(places[Long.numberOfTrailingZeros(state)]);
      }
    }
  }

  /** Weighted sums of s_i s_j and s_i. */
  private final class MomentSums {
    private final double[] pairs = new double[machine.graph().edges()];
    private final double[] singles = new double[machine.graph().units()];
    private final double[] means = new double[machine.graph().units()];

    void add(Walker walker, double weight) {
      Wiring wiring = machine.wiring();
      for (int unit = 0; unit < means.length; unit++) {
        int place = wiring.placeOf(unit);
        means[unit] = place >= wiring.freeStart() ? walker.mean(place) : walker.values[place];
        singles[unit] += weight * means[unit];
      }
      Graph graph = machine.graph();
      for (int edge = 0; edge < pairs.length; edge++) {
        pairs[edge] += weight * means[graph.lower(edge)] * means[graph.upper(edge)];
      }
    }

    Moments moments() {
      return new Moments(pairs, singles);
    }
  }
}
