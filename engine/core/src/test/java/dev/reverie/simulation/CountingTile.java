package dev.reverie.simulation;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/** Particles that are whole numbers, each with the number of its steps. */
final class CountingTile implements Tile {
  static final int BYTES = 2 * Long.BYTES;

  private static final long LOST = 1L << 40;

  private final int first;
  private final Stirring stirring;
  private final long[] numbers;
  private final long[] steps;

  /** How a number goes on. */
  @FunctionalInterface
  interface Stirring {
    long stir(Snapshot snapshot, int particle, long step, long number);
  }

  CountingTile(int first, int count, Stirring stirring) {
    this.first = first;
    this.stirring = stirring;
    this.numbers = new long[count];
    this.steps = new long[count];
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return numbers.length;
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    for (int n = from; n < to; n++) {
      numbers[n] = stirring.stir(snapshot, first + n, steps[n], numbers[n]);
      steps[n]++;
      if (into != null) {
        ((CountingObjective.Total) into).add(numbers[n]);
      }
    }
  }

  /** Steps of a particle so far, lost ones included. */
  long steps(int place) {
    return steps[place];
  }

  @Override
  public void skipLostSteps(int lives) {
    for (int n = 0; n < steps.length; n++) {
      steps[n] += lives * LOST;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    CountingTile tile = (CountingTile) other;
    System.arraycopy(tile.numbers, 0, numbers, 0, numbers.length);
    System.arraycopy(tile.steps, 0, steps, 0, steps.length);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(numbers[place]).putLong(steps[place]);
  }

  @Override
  public void read(int place, ByteBuffer in) {
    numbers[place] = in.getLong();
    steps[place] = in.getLong();
  }

  @Override
  public double observe(int place) {
    return numbers[place];
  }

  @Override
  public void show(int place, float[] out) {
    out[0] = numbers[place];
  }
}
