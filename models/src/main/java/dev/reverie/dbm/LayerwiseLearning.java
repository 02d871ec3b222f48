package dev.reverie.dbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Learns the machines of a {@link LayerwiseStart} one after the other, by contrastive divergence.
 * The result is the same for any number of threads.
 *
 * @param epochs passes over the data for each machine
 * @param rate of learning, which falls to 0
 * @param batch cases an update
 */
public record LayerwiseLearning(int epochs, double rate, int batch, long seed) {
  /** A rate that suits pictures. */
  public static final double DEFAULT_RATE = 0.05;

  private static final double MOMENTUM = 0.5;
  private static final double DECAY = 2e-4;
  private static final double WEIGHT_SCALE = 0.01;

  /** Parts that every mini-batch is divided into. */
  private static final int SHARDS = 4;

  public LayerwiseLearning {
    if (epochs < 1 || !(rate > 0) || batch < 1) {
      throw new IllegalArgumentException(
          "epochs=" + epochs + " rate=" + rate + " batch=" + batch + ", must be positive");
    }
  }

  /** Updates of all machines together. */
  public long updates(Dbm dbm, int rows) {
    long perPass = new BatchSchedule(rows, batch, seed).batchesPerPass();
    return epochs * perPass * dbm.depth();
  }

  /**
   * Learns all machines and writes the parameters of the deep one.
   *
   * @param progress takes the share that is done
   * @throws dev.reverie.parameter.DivergedException when learning diverges
   */
  public void run(Dbm dbm, BinaryRows rows, Parameters into, DoubleConsumer progress) {
    LayerwiseStart start = new LayerwiseStart(dbm.layers());
    List<Parameters> learned = new ArrayList<>();
    List<BinaryRows> data = new ArrayList<>();
    BinaryRows below = rows;
    for (int layer = 0; layer < start.machines(); layer++) {
      int done = layer;
      Objective objective = objective(start, layer, below);
      learned.add(learn(objective, share -> progress.accept((done + share) / start.machines())));
      data.add(below);
      below = start.rowsAbove(layer, learned.get(layer), below, seed);
    }
    start.write(dbm, learned, data, into);
  }

  private Objective objective(LayerwiseStart start, int layer, BinaryRows rows) {
    BatchSchedule schedule = new BatchSchedule(rows.rows(), batch, seed + layer);
    long updates = (long) epochs * schedule.batchesPerPass();
    Schedule falling = new Schedule(rate, Schedule.Decay.LINEAR, updates);
    RbmLearning learning =
        new RbmLearning(Method.CD, 1, batch, falling, MOMENTUM, DECAY, WEIGHT_SCALE, seed + layer);
    return new RbmObjective(start.machine(layer), rows, schedule, learning);
  }

  private Parameters learn(Objective objective, DoubleConsumer progress) {
    UpdateRule rule = objective.rule();
    Parameters state = new Parameters(rule.stateLayout());
    Parameters current = new Parameters(objective.layout());
    Parameters next = new Parameters(objective.layout());
    objective.initialise(current);
    List<List<Sums>> sums = new ArrayList<>();
    for (Phase phase : objective.phases()) {
      sums.add(IntStream.range(0, SHARDS).mapToObj(shard -> phase.newSums()).toList());
    }
    long updates = epochs * objective.updatesPerPass();
    for (long update = 0; update < updates; update++) {
      Snapshot snapshot = new Snapshot(new Version(0, update), current);
      List<PhaseStatistics> statistics = new ArrayList<>();
      for (int k = 0; k < sums.size(); k++) {
        BatchPhase phase = (BatchPhase) objective.phases().get(k);
        statistics.add(work(phase, snapshot, update, sums.get(k)));
      }
      rule.apply(update, current, state, statistics, next);
      Parameters before = current;
      current = next;
      next = before;
      progress.accept((update + 1.0) / updates);
    }
    return current;
  }

  private static PhaseStatistics work(
      BatchPhase phase, Snapshot snapshot, long update, List<Sums> sums) {
    int items = phase.items(update);
    IntStream.range(0, SHARDS)
        .parallel()
        .forEach(
            shard -> {
              Sums part = sums.get(shard);
              part.clear();
              phase.contribute(
                  snapshot, update, items * shard / SHARDS, items * (shard + 1) / SHARDS, part);
            });
    return new PhaseStatistics(phase, sums, items);
  }
}
