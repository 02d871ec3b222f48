package dev.reverie.engine;

import dev.reverie.energy.Energy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** An energy that turns into NaN after a while. */
final class SpoiledEnergy implements Energy {
  /** What turns into NaN: the energy, or its gradient's second number. */
  enum Part {
    ENERGY,
    GRADIENT
  }

  private final Energy inner;
  private final Part part;
  private final Predicate<double[]> states;
  private final long goodCalls;
  private final AtomicLong calls = new AtomicLong();

  /**
   * @param states that are concerned
   * @param goodCalls for such states before the first that gives NaN
   */
  SpoiledEnergy(Energy inner, Part part, Predicate<double[]> states, long goodCalls) {
    this.inner = inner;
    this.part = part;
    this.states = states;
    this.goodCalls = goodCalls;
  }

  private boolean isSpoiled(Part asked, double[] x) {
    return asked == part && states.test(x) && calls.incrementAndGet() > goodCalls;
  }

  @Override
  public int dimensions() {
    return inner.dimensions();
  }

  @Override
  public List<String> parameterNames() {
    return inner.parameterNames();
  }

  @Override
  public double at(double[] x, double[] theta) {
    return isSpoiled(Part.ENERGY, x) ? Double.NaN : inner.at(x, theta);
  }

  @Override
  public void gradient(double[] x, double[] theta, double[] gradient) {
    inner.gradient(x, theta, gradient);
    if (isSpoiled(Part.GRADIENT, x)) {
      gradient[1] = Double.NaN;
    }
  }

  @Override
  public boolean inDomain(double[] theta) {
    return inner.inDomain(theta);
  }
}
