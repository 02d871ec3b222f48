package dev.reverie.annealing;

import dev.reverie.coupling.Colouring;
import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.ising.Descent;
import dev.reverie.ising.GibbsKernel;
import dev.reverie.ising.SparseSpins;
import dev.reverie.ising.SpinStates;
import dev.reverie.ising.Spins;
import dev.reverie.ising.WholeCouplings;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Runs of simulated annealing. A run starts at fair coins, makes one Gibbs sweep at each
 * temperature of the cooling and, at last, descends from there, and from the lowest state it saw,
 * until no flip lowers the energy. Its random numbers are functions of (seed, run, sweep, unit):
 * what it finds depends on nothing else. Immutable; any number of threads may run.
 */
public final class Annealing {
  /** The most moments at which the lowest energy is kept. */
  public static final int MOST_MOMENTS = 1000;

  /** Share of its pairs from which on a graph has no sets worth going through. */
  private static final double DENSE = 0.5;

  private final Graph graph;
  private final WholeCouplings couplings;
  private final Cooling cooling;
  private final GibbsKernel kernel;
  private final RandomStream starts;
  private final RandomStream orders;
  private final int[] moments;

  public Annealing(Couplings couplings, Cooling cooling, long seed) {
    this.graph = couplings.graph();
    this.couplings = new WholeCouplings(couplings);
    this.cooling = cooling;
    RandomStream draws = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
    this.kernel =
        isDense(graph)
            ? GibbsKernel.unitByUnit(graph.units(), draws)
            : GibbsKernel.byColours(Colouring.of(graph), graph, draws);
    this.starts = new RandomStream(seed, Purpose.SAMPLE_START);
    this.orders = new RandomStream(seed, Purpose.UPDATE_ORDER);
    this.moments = moments(cooling.sweeps());
  }

  private static boolean isDense(Graph graph) {
    return graph.edges() > DENSE * graph.units() * (graph.units() - 1) / 2;
  }

  private static int[] moments(int sweeps) {
    int count = Math.min(sweeps, MOST_MOMENTS);
    return IntStream.range(0, count).map(k -> (int) ((k + 1L) * sweeps / count - 1)).toArray();
  }

  /**
   * Bytes that annealing takes beside the couplings.
   *
   * @param threads that make runs
   * @param kept states that are kept
   */
  public static long bytes(Graph graph, int threads, int kept) {
    long couplings = 2L * Long.BYTES * graph.edges() + 2L * Long.BYTES * graph.units();
    long state = (4L + Long.BYTES + 4 * Integer.BYTES) * graph.units();
    return couplings + (threads + kept) * state + MOST_MOMENTS * (long) Double.BYTES * kept;
  }

  /** The sweeps, from 0, after which a run's lowest energy is kept: a copy. */
  public int[] moments() {
    return moments.clone();
  }

  /**
   * Makes one run. The lowest energy is looked for after each sweep, and lowered by descent.
   *
   * @param run from 0 on
   * @throws CancellationException when the thread is interrupted
   */
  public AnnealedState run(int run, AnnealingListener listener) {
    SparseSpins spins = new SparseSpins(couplings);
    spins.set(SpinStates.random(graph.units(), starts, run, 0));
    Lowest lowest = new Lowest(spins);
    double[] kept = new double[moments.length];
    GibbsKernel.Work work = kernel.newWork();
    int moment = 0;
    for (int sweep = 0; sweep < cooling.sweeps(); sweep++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      kernel.sweep(spins, cooling.temperature(sweep), run, sweep, work);
      lowest.look();
      if (sweep == cooling.sweeps() - 1) {
        descend(spins, lowest, run);
      }
      if (sweep == moments[moment]) {
        kept[moment] = lowest.energy();
        listener.reached(run, moment++, lowest.energy());
      }
    }
    return new AnnealedState(run, lowest.energy(), lowest.states(), kept);
  }

  /** From where the sweeps ended, and from the lowest state. */
  private void descend(Spins spins, Lowest lowest, int run) {
    Descent descent = new Descent(graph.units(), orders);
    descent.run(spins, run, 0, Integer.MAX_VALUE);
    lowest.look();
    spins.set(lowest.states());
    descent.run(spins, run, 0, Integer.MAX_VALUE);
    lowest.look();
  }
}
