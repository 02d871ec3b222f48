package dev.reverie.boltzmann;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * States under Gibbs sweeps, some columns of which may be held. Disjoint ranges of states may be
 * swept by different threads at once, with the same result. All start at fair coins.
 */
public final class BoltzmannSampler {
  private final BoltzmannMachine machine;
  private final Parameters parameters;
  private final RandomStream random;
  private final long[] states;
  private final long[] steps;
  private final long[] moves;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public BoltzmannSampler(BoltzmannMachine machine, Parameters parameters, int count, long seed) {
    this.machine = machine;
    this.parameters = parameters;
    this.random = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
    this.states = new long[Math.multiplyExact(count, machine.words())];
    this.steps = new long[count];
    this.moves = machine.wiring().mask(machine.roles(), true, true, true);
    RandomStream coins = new RandomStream(seed, Purpose.SAMPLE_START);
    Lanes lanes = new Lanes(machine);
    for (int place = 0; place < count; place++) {
      lanes.clear(1);
      Clamping.coins(machine, coins, place, 0, moves, lanes, 0);
      lanes.copyTo(0, states, place * machine.words());
    }
  }

  /** Bytes of one state. */
  public static long stateBytes(BoltzmannMachine machine) {
    return Long.BYTES * (1L + machine.words());
  }

  public int count() {
    return steps.length;
  }

  /**
   * Holds these columns of every state from now on. Labels are held together, when one is to be.
   *
   * @param columns one for each visible unit and label
   */
  public void hold(boolean[] columns) {
    boolean labels = false;
    for (int column = 0; column < columns.length; column++) {
      labels |= columns[column] && machine.roles().isLabel(column);
    }
    for (int column = 0; column < columns.length; column++) {
      int place = machine.wiring().placeOf(column);
      boolean held = machine.roles().isLabel(column) ? labels : columns[column];
      long bit = 1L << place;
      moves[place / Wiring.WIDTH] =
          held ? moves[place / Wiring.WIDTH] & ~bit : moves[place / Wiring.WIDTH] | bit;
    }
  }

  /** Sets a state's columns, on from 0.5; all or only those that are held. */
  public void set(int state, float[] columns, boolean heldOnly) {
    for (int column = 0; column < machine.roles().columns(); column++) {
      int place = machine.wiring().placeOf(column);
      boolean held = (moves[place / Wiring.WIDTH] >>> place & 1) == 0;
      if (held || !heldOnly) {
        int at = state * machine.words() + place / Wiring.WIDTH;
        long bit = 1L << place;
        states[at] = columns[column] >= 0.5f ? states[at] | bit : states[at] & ~bit;
      }
    }
  }

  /** Sweeps states {@code from} to {@code to - 1} so many times. */
  public void sweep(int from, int to, long sweeps) {
    Lanes lanes = new Lanes(machine);
    lanes.readBiases(parameters);
    Sweep sweep = new Sweep(machine, parameters, lanes);
    for (int first = from; first < to; first += Lanes.WIDTH) {
      int size = Math.min(Lanes.WIDTH, to - first);
      lanes.clear(size);
      for (int lane = 0; lane < size; lane++) {
        lanes.copyFrom(lane, states, (first + lane) * machine.words());
      }
      lanes.spread();
      for (long k = 0; k < sweeps; k++) {
        for (int lane = 0; lane < size; lane++) {
          lanes.steps[lane] = steps[first + lane]++;
        }
        sweep.run(moves, 1, random, first);
      }
      for (int lane = 0; lane < size; lane++) {
        lanes.copyTo(lane, states, (first + lane) * machine.words());
      }
    }
  }

  /** Writes a state's visible units and labels, 1 where they are on and 0 where they are off. */
  public void show(int state, float[] out) {
    for (int column = 0; column < machine.roles().columns(); column++) {
      int place = machine.wiring().placeOf(column);
      out[column] = states[state * machine.words() + place / Wiring.WIDTH] >>> place & 1;
    }
  }
}
