package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import java.util.List;

/**
 * A normal distribution that is not linear in its parameters: E = exp(2 a) (x - m)^2 / 2, with its
 * gradient.
 */
final class NormalByGradient implements Energy {
  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public List<String> parameterNames() {
    return List.of("log_precision", "mean");
  }

  @Override
  public double at(double[] x, double[] theta) {
    double distance = x[0] - theta[1];
    return 0.5 * StrictMath.exp(2 * theta[0]) * distance * distance;
  }

  @Override
  public void gradient(double[] x, double[] theta, double[] gradient) {
    double distance = x[0] - theta[1];
    double precision = StrictMath.exp(2 * theta[0]);
    gradient[0] = precision * distance * distance;
    gradient[1] = -precision * distance;
  }
}
