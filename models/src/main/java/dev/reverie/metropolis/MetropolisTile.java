package dev.reverie.metropolis;

import dev.reverie.energy.ExactSums;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/**
 * Particles of n coordinates.
 *
 * <pre>
 *  a particle as bytes    long steps taken | double x[0] | ... | double x[n - 1]
 * </pre>
 */
final class MetropolisTile implements Tile {
  /** More steps than any incarnation takes. */
  private static final long SKIPPED = 1L << 40;

  private final Mover mover;
  private final int first;
  private final double[][] x;
  private final long[] steps;

  MetropolisTile(Mover mover, int first, int count, int dimensions) {
    this.mover = mover;
    this.first = first;
    this.x = new double[count][dimensions];
    this.steps = new long[count];
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
    mover.read(snapshot.parameters());
    for (int place = from; place < to; place++) {
      mover.move(x[place], first + place, steps[place], (ExactSums) into);
      steps[place]++;
    }
  }

  @Override
  public void skipLostSteps(int lives) {
    for (int place = 0; place < steps.length; place++) {
      steps[place] += lives * SKIPPED;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    requireSameParticles(other);
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
