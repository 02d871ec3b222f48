package dev.reverie.energy;

import java.util.List;

/**
 * An energy E(x; theta) on R^n, so that p(x; theta) is proportional to exp(-E(x; theta)), with its
 * gradient by the parameters. {@link LinearEnergy} makes one from statistics; implement this for
 * any other.
 *
 * <p>Implementations are called from many threads at once, write to no argument but {@code
 * gradient}, and return the same bits for the same arguments. Over different JDKs and machines
 * results are equal to the bit only where an implementation takes its exponentials, logarithms and
 * the like from {@link StrictMath}, not from {@link Math}.
 */
public interface Energy {
  /** Length n of a state. */
  int dimensions();

  /** A name for each parameter, in order; empty for a target that is only sampled. */
  List<String> parameterNames();

  /**
   * The energy of a state. Positive infinity is a hard wall, where p is 0; the parameters must not
   * move it. NaN and negative infinity stop the run as diverged.
   */
  double at(double[] x, double[] theta);

  /** Writes dE/dtheta, of which only states of finite energy are asked, to {@code gradient}. */
  void gradient(double[] x, double[] theta, double[] gradient);

  /**
   * Whether p(x; theta) can be normalised. An update that would leave the domain is halved until it
   * stays inside.
   *
   * @param theta as workers would read it, rounded to {@code float}
   */
  default boolean inDomain(double[] theta) {
    return true;
  }
}
