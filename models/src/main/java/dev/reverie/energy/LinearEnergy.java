package dev.reverie.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * An energy that is linear in its parameters, an exponential family:
 *
 * <pre>
 *  E(x; theta) = base(x) + sum over k of theta_k * statistic_k(x)
 * </pre>
 *
 * What {@link Energy} asks of an implementation, it asks of the functions that are given here.
 */
public final class LinearEnergy implements Energy {
  private final int dimensions;
  private final ToDoubleFunction<double[]> base;
  private final List<String> names;
  private final List<ToDoubleFunction<double[]>> statistics;
  private final Predicate<double[]> domain;
  private final Alphabet alphabet;
  private final StateGradient stateGradient;

  /** dE/dx as a function. */
  public interface StateGradient {
    /** See {@link Energy#stateGradient}. */
    void write(double[] x, double[] theta, double[] gradient);
  }

  private LinearEnergy(Builder builder) {
    this.dimensions = builder.dimensions;
    this.base = builder.base;
    this.names = List.copyOf(builder.names);
    this.statistics = List.copyOf(builder.statistics);
    this.domain = builder.domain;
    this.alphabet = builder.alphabet;
    this.stateGradient =
        builder.stateGradient == null
            ? (x, theta, gradient) -> CentralDifferences.byState(this, x, theta, gradient)
            : builder.stateGradient;
  }

  /** An energy on R^n that is 0 until something is added. */
  public static Builder on(int dimensions) {
    return on(dimensions, Alphabet.REALS);
  }

  /** An energy of n coordinates with the same values, 0 until something is added. */
  public static Builder on(int dimensions, Alphabet alphabet) {
    return new Builder(dimensions, alphabet);
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Alphabet alphabet(int coordinate) {
    return alphabet;
  }

  @Override
  public List<String> parameterNames() {
    return names;
  }

  /** Where the base is infinite, no statistic is asked. */
  @Override
  public double at(double[] x, double[] theta) {
    double energy = base.applyAsDouble(x);
    if (energy == Double.POSITIVE_INFINITY) {
      return energy;
    }
    for (int k = 0; k < theta.length; k++) {
      energy += theta[k] * statistics.get(k).applyAsDouble(x);
    }
    return energy;
  }

  @Override
  public void gradient(double[] x, double[] theta, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = statistics.get(k).applyAsDouble(x);
    }
  }

  @Override
  public void stateGradient(double[] x, double[] theta, double[] gradient) {
    stateGradient.write(x, theta, gradient);
  }

  @Override
  public boolean inDomain(double[] theta) {
    return domain.test(theta);
  }

  /** Adds terms to an energy. */
  public static final class Builder {
    private final int dimensions;
    private final Alphabet alphabet;
    private final List<String> names = new ArrayList<>();
    private final List<ToDoubleFunction<double[]>> statistics = new ArrayList<>();
    private ToDoubleFunction<double[]> base = x -> 0;
    private Predicate<double[]> domain = theta -> true;
    private StateGradient stateGradient;

    private Builder(int dimensions, Alphabet alphabet) {
      if (dimensions < 1) {
        throw new IllegalArgumentException("dimensions=" + dimensions + ", must be positive");
      }
      this.dimensions = dimensions;
      this.alphabet = alphabet;
    }

    /** The part without parameters; positive infinity is a hard wall. */
    public Builder base(ToDoubleFunction<double[]> base) {
      this.base = base;
      return this;
    }

    /** A parameter and the function of x that it multiplies. */
    public Builder term(String parameter, ToDoubleFunction<double[]> statistic) {
      if (names.contains(parameter)) {
        throw new IllegalArgumentException("parameter=" + parameter + ", must be a new name");
      }
      names.add(parameter);
      statistics.add(statistic);
      return this;
    }

    /** Where the parameters may lie, see {@link Energy#inDomain}. */
    public Builder domain(Predicate<double[]> domain) {
      this.domain = domain;
      return this;
    }

    /** dE/dx of the whole energy, where differences would be too slow. */
    public Builder stateGradient(StateGradient stateGradient) {
      this.stateGradient = stateGradient;
      return this;
    }

    public LinearEnergy build() {
      return new LinearEnergy(this);
    }
  }
}
