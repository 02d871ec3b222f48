package dev.reverie.boltzmann;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * The positive phase: visible units and labels clamped to data. Hidden units without hidden
 * neighbours are averaged out exactly; the others start at fair coins and are swept a number of
 * times.
 */
final class ClampedPhase implements BatchPhase {
  private final BoltzmannMachine machine;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final int sweeps;
  private final RandomStream random;
  private final RandomStream coins;
  private final long[] hidden;

  ClampedPhase(
      BoltzmannMachine machine, BinaryRows rows, BatchSchedule schedule, int sweeps, long seed) {
    this.machine = machine;
    this.rows = rows;
    this.schedule = schedule;
    this.sweeps = machine.coupledHidden() == 0 ? 1 : sweeps;
    this.random = new RandomStream(seed, Purpose.FRESH_HIDDEN);
    this.coins = new RandomStream(seed, Purpose.FRESH_START);
    this.hidden = machine.wiring().mask(machine.roles(), false, false, true);
  }

  @Override
  public String name() {
    return "positive";
  }

  @Override
  public int sign() {
    return 1;
  }

  @Override
  public int items(long batch) {
    return schedule.size(batch);
  }

  @Override
  public Sums newSums() {
    return new PairSums(machine);
  }

  @Override
  public long sumsBytes() {
    return PairSums.bytes(machine);
  }

  /** Sweeps are numbered batch * sweeps + sweep, a case by its place in the batch. */
  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    PairSums sums = (PairSums) into;
    Lanes lanes = sums.lanes();
    lanes.readBiases(snapshot.parameters());
    Sweep sweep = new Sweep(machine, snapshot.parameters(), lanes);
    for (int first = from; first < to; first += Lanes.WIDTH) {
      start(lanes, batch, first, Math.min(Lanes.WIDTH, to - first));
      for (int k = 0; k < sweeps && machine.roles().hidden() > 0; k++) {
        for (int lane = 0; lane < lanes.count(); lane++) {
          lanes.steps[lane] = batch * sweeps + k;
        }
        sweep.run(hidden, 1, random, first);
      }
      sums.add(lanes);
    }
  }

  private void start(Lanes lanes, long batch, int first, int count) {
    int[] members = new int[count];
    schedule.fill(batch, first, count, members);
    long[] row = new long[rows.words()];
    lanes.clear(count);
    for (int lane = 0; lane < count; lane++) {
      rows.fill(schedule.pass(batch), members[lane], row, 0);
      Clamping.clamp(machine, row, lanes, lane);
      if (machine.coupledHidden() > 0) {
        Clamping.coins(machine, coins, first + lane, batch, hidden, lanes, lane);
      }
    }
    lanes.spread();
  }
}
