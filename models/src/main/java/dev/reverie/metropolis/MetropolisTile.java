package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/**
 * Particles in R^n.
 *
 * <pre>
 *  a particle as bytes    long steps taken | double x[0] | ... | double x[n - 1]
 * </pre>
 */
final class MetropolisTile implements Tile {
  /** More steps than any incarnation takes. */
  private static final long SKIPPED = 1L << 40;

  private final Energy energy;
  private final Theta theta;
  private final Block stepSize;
  private final MetropolisKernel kernel;
  private final int first;
  private final double[][] x;
  private final long[] steps;
  private final double[] at;
  private final double[] proposed;
  private final double[] gradient;

  MetropolisTile(
      Energy energy, Theta theta, Block stepSize, MetropolisKernel kernel, int first, int count) {
    this.energy = energy;
    this.theta = theta;
    this.stepSize = stepSize;
    this.kernel = kernel;
    this.first = first;
    this.x = new double[count][energy.dimensions()];
    this.steps = new long[count];
    this.at = new double[theta.length()];
    this.proposed = new double[energy.dimensions()];
    this.gradient = new double[theta.length()];
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return x.length;
  }

  /** One particle, to be written when it starts. */
  double[] particle(int place) {
    return x[place];
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    Parameters parameters = snapshot.parameters();
    theta.read(parameters, at);
    double size = parameters.at(stepSize, 0, 0);
    for (int place = from; place < to; place++) {
      int particle = first + place;
      double acceptance = kernel.move(x[place], at, size, particle, steps[place], proposed);
      steps[place]++;
      if (into != null) {
        contribute(x[place], acceptance, (ExactSums) into);
      }
    }
  }

  private void contribute(double[] state, double acceptance, ExactSums sums) {
    energy.gradient(state, at, gradient);
    for (int k = 0; k < gradient.length; k++) {
      sums.add(k, -gradient[k]);
    }
    sums.add(gradient.length, acceptance);
  }

  @Override
  public void skipLostSteps() {
    for (int place = 0; place < steps.length; place++) {
      steps[place] += SKIPPED;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    if (other.first() != first || other.count() != x.length) {
      throw new IllegalArgumentException(
          "other.first="
              + other.first()
              + " other.count="
              + other.count()
              + ", must be "
              + first
              + " and "
              + x.length);
    }
    MetropolisTile tile = (MetropolisTile) other;
    for (int place = 0; place < x.length; place++) {
      System.arraycopy(tile.x[place], 0, x[place], 0, x[place].length);
      steps[place] = tile.steps[place];
    }
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(steps[place]);
    for (double coordinate : x[place]) {
      out.putDouble(coordinate);
    }
  }

  @Override
  public void read(int place, ByteBuffer in) {
    steps[place] = in.getLong();
    for (int i = 0; i < x[place].length; i++) {
      x[place][i] = in.getDouble();
    }
  }

  /** The first coordinate. */
  @Override
  public double observe(int place) {
    return x[place][0];
  }

  @Override
  public void show(int place, float[] out) {
    for (int i = 0; i < x[place].length; i++) {
      out[i] = (float) x[place][i];
    }
  }
}
