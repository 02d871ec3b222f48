package dev.reverie.ising;

import dev.reverie.coupling.Colouring;
import dev.reverie.coupling.Graph;
import dev.reverie.numeric.Logistic;
import dev.reverie.random.RandomStream;
import java.util.stream.IntStream;

/**
 * One unit after the other is drawn from its distribution given all others (Glauber 1963; Geman and
 * Geman 1984), p(s_i = +1 | rest) = logistic(2 f_i / T), which leaves p(s) at temperature T
 * invariant. As a change of the state: unit i flips with probability logistic(-2 s_i f_i / T).
 *
 * <p>Units go through the independent sets of a colouring, within which they do not see one
 * another, or simply in their order. Random numbers are functions of (seed, purpose, particle,
 * step, unit). Immutable; working memory is the caller's.
 */
public final class GibbsKernel {
  private static final double TO_UNIFORM = 0x1p-32;

  private final int units;
  private final int[] order;
  private final RandomStream random;

  private GibbsKernel(int units, int[] order, RandomStream random) {
    this.units = units;
    this.order = order;
    this.random = random;
  }

  /** Goes through the independent sets of a graph. */
  public static GibbsKernel byColours(Colouring colouring, Graph graph, RandomStream random) {
    int[] order = IntStream.range(0, graph.units()).map(colouring::unit).toArray();
    return new GibbsKernel(graph.units(), order, random);
  }

  /** Goes from the first unit to the last, for graphs that have no large independent sets. */
  public static GibbsKernel unitByUnit(int units, RandomStream random) {
    return new GibbsKernel(units, IntStream.range(0, units).toArray(), random);
  }

  /**
   * Goes through some units in the order given; the others are held.
   *
   * @param units of the whole state
   * @param moved units that are drawn
   */
  public static GibbsKernel of(int units, int[] moved, RandomStream random) {
    return new GibbsKernel(units, moved.clone(), random);
  }

  /** Working memory of one thread. */
  public Work newWork() {
    return new Work(units);
  }

  /** Working memory of one thread. */
  public static final class Work {
    private final UniformBits bits;

    private Work(int units) {
      this.bits = new UniformBits(units);
    }
  }

  /**
   * Draws every unit that is moved once.
   *
   * @param temperature positive
   * @param particle whose random numbers are used
   * @param step of the particle
   */
  public void sweep(Spins spins, double temperature, int particle, long step, Work work) {
    int[] bits = work.bits.of(random, particle, step);
    double twice = 2 / temperature;
    for (int unit : order) {
      double against = twice * spins.state(unit) * spins.field(unit);
      double uniform = ((bits[unit] & 0xFFFFFFFFL) + 0.5) * TO_UNIFORM;
      if (against < 0 ? !isBelow(1 - uniform, -against) : isBelow(uniform, against)) {
        spins.flip(unit);
      }
    }
  }

  /**
   * Whether a uniform number lies below logistic(-x), which is less than 1 / (2 + x): mostly that
   * decides.
   */
  private static boolean isBelow(double uniform, double x) {
    return uniform * (2 + x) < 1 && uniform < Logistic.logistic((float) -x);
  }
}
