package dev.reverie.boltzmann;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;

/**
 * Particles under Gibbs sweeps ({@link Sweep}).
 *
 * <pre>
 *  a particle as bytes    long steps taken | long word 0 | ... of the state, bit p % 64 of word p / 64 being place p
 * </pre>
 */
final class BoltzmannTile implements Tile {
  private static final long LOST_STEPS = 1L << 40;
  private static final long PROJECTION = 0x9E3779B97F4A7C15L;

  private final BoltzmannMachine machine;
  private final float beta;
  private final RandomStream random;
  private final int first;
  private final int count;
  private final long[] states;
  private final long[] steps;
  private final long[] all;
  private Lanes lanes;

  BoltzmannTile(BoltzmannMachine machine, float beta, long seed, int first, int count) {
    this.machine = machine;
    this.beta = beta;
    this.random = new RandomStream(seed, Purpose.CHAIN_VISIBLE);
    this.first = first;
    this.count = count;
    this.states = new long[Math.multiplyExact(count, machine.words())];
    this.steps = new long[count];
    this.all = machine.wiring().mask(machine.roles(), true, true, true);
  }

  void startAtCoins(long seed) {
    RandomStream coins = new RandomStream(seed, Purpose.CHAIN_START);
    Lanes work = lanes();
    for (int place = 0; place < count; place++) {
      work.clear(1);
      Clamping.coins(machine, coins, first + place, 0, all, work, 0);
      work.copyTo(0, states, place * machine.words());
    }
  }

  /** Made when first needed: captured states never move. */
  private Lanes lanes() {
    if (lanes == null) {
      lanes = new Lanes(machine);
    }
    return lanes;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    Lanes work = lanes();
    work.readBiases(snapshot.parameters());
    Sweep sweep = new Sweep(machine, snapshot.parameters(), work);
    for (int place = from; place < to; place += Lanes.WIDTH) {
      step(sweep, work, place, Math.min(Lanes.WIDTH, to - place), (PairSums) into);
    }
  }

  private void step(Sweep sweep, Lanes work, int from, int size, PairSums into) {
    work.clear(size);
    for (int lane = 0; lane < size; lane++) {
      work.copyFrom(lane, states, (from + lane) * machine.words());
      work.steps[lane] = steps[from + lane]++;
    }
    work.spread();
    sweep.run(all, beta, random, first + from);
    for (int lane = 0; lane < size; lane++) {
      work.copyTo(lane, states, (from + lane) * machine.words());
    }
    if (into != null) {
      into.add(work);
    }
  }

  @Override
  public void skipLostSteps(int lives) {
    for (int place = 0; place < count; place++) {
      steps[place] += lives * LOST_STEPS;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    requireSameParticles(other);
    BoltzmannTile tile = (BoltzmannTile) other;
    System.arraycopy(tile.states, 0, states, 0, states.length);
    System.arraycopy(tile.steps, 0, steps, 0, steps.length);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(steps[place]);
    for (int word = 0; word < machine.words(); word++) {
      out.putLong(states[place * machine.words() + word]);
    }
  }

  @Override
  public void read(int place, ByteBuffer in) {
    steps[place] = in.getLong();
    for (int word = 0; word < machine.words(); word++) {
      states[place * machine.words() + word] = in.getLong();
    }
  }

  /** Units on within a fixed half of them, less those of the other half. */
  @Override
  public double observe(int place) {
    int balance = 0;
    long half = PROJECTION;
    for (int word = 0; word < machine.words(); word++) {
      long on = states[place * machine.words() + word];
      balance += 2 * Long.bitCount(on & half) - Long.bitCount(on);
      half = Long.rotateLeft(half, 29) * PROJECTION | 1;
    }
    return balance;
  }

  /** Visible units and labels, 1 where they are on and 0 where they are off. */
  @Override
  public void show(int place, float[] out) {
    for (int column = 0; column < machine.roles().columns(); column++) {
      int bit = machine.wiring().placeOf(column);
      out[column] = states[place * machine.words() + bit / Wiring.WIDTH] >>> bit & 1;
    }
  }
}
