package dev.reverie.energy;

import java.util.List;

/**
 * An energy E(x; theta), so that p(x; theta) is proportional to exp(-E(x; theta)), of states whose
 * coordinates are real or take finitely many values. {@link LinearEnergy} makes one from
 * statistics; implement this for any other. Gradients that are not given are taken by central
 * differences.
 *
 * <p>Implementations are called from many threads at once, write to no argument but {@code
 * gradient}, and return the same bits for the same arguments. Over different JDKs and machines
 * results are equal to the bit only where an implementation takes its exponentials, logarithms and
 * the like from {@link StrictMath}, not from {@link Math}.
 */
public interface Energy {
  /** Length n of a state. */
  int dimensions();

  /** The values that a coordinate takes: by default all real numbers. */
  default Alphabet alphabet(int coordinate) {
    return Alphabet.REALS;
  }

  /** A name for each parameter, in order; empty for a target that is only sampled. */
  List<String> parameterNames();

  /**
   * The energy of a state. Positive infinity is a hard wall, where p is 0 and no particle goes; the
   * parameters must not move it. NaN and negative infinity stop the run as diverged.
   */
  double at(double[] x, double[] theta);

  /**
   * Writes dE/dtheta, of which only states of finite energy are asked, to {@code gradient}.
   *
   * <p>By default by central differences: two energies a parameter, at a distance of 2^-17 max(1,
   * |theta|). For parameters of order 1 the error is about 2e-11 times the larger of |E| and the
   * third derivative by theta; the energy has to be finite that far outside the domain too.
   */
  default void gradient(double[] x, double[] theta, double[] gradient) {
    CentralDifferences.byParameters(this, x, theta, gradient);
  }

  /**
   * Writes dE/dx, of which only states of finite energy are asked when all coordinates are real, to
   * {@code gradient}. Only {@code Transition.LANGEVIN} uses it, to say where a particle might go:
   * errors slow mixing but do not bias.
   *
   * <p>By default by central differences as those of {@link #gradient}, and by one-sided ones
   * beside a wall.
   */
  default void stateGradient(double[] x, double[] theta, double[] gradient) {
    CentralDifferences.byState(this, x, theta, gradient);
  }

  /**
   * Whether p(x; theta) can be normalised. An update that would leave the domain is halved until it
   * stays inside.
   *
   * @param theta as workers would read it, rounded to {@code float}
   */
  default boolean inDomain(double[] theta) {
    return true;
  }

  /** Whether every coordinate is a real number. */
  static boolean isReal(Energy energy) {
    return realCoordinates(energy) == energy.dimensions();
  }

  /** How many coordinates are real numbers. */
  static int realCoordinates(Energy energy) {
    int real = 0;
    for (int i = 0; i < energy.dimensions(); i++) {
      real += energy.alphabet(i).isReal() ? 1 : 0;
    }
    return real;
  }
}
