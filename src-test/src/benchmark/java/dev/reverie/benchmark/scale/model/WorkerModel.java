package dev.reverie.benchmark.scale.model;

import dev.reverie.parameter.Version;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import java.util.List;

/** A chain or a data worker: takes its time on its node's cores, and then has a contribution. */
final class WorkerModel {
  /** After which a worker lets others have its core. */
  private static final double QUANTUM = 2e-3;

  private static final double[] NOT_TRACED = {};

  private final WorkerId id;
  private final NodeModel node;
  private final Costs costs;
  private final int steps;
  private final int particles;
  private final Sums sums;
  private final Contributions contributions;
  private long version;

  /** Takes what workers have to say. */
  @FunctionalInterface
  interface Contributions {
    /**
     * @param states cases or particles that it tells of
     */
    void send(NodeModel from, FromWorker message, int states);
  }

  /**
   * @param particles of a chain; unused for a data worker
   */
  WorkerModel(
      WorkerId id,
      NodeModel node,
      Costs costs,
      int steps,
      int particles,
      Sums sums,
      Contributions contributions) {
    this.id = id;
    this.node = node;
    this.costs = costs;
    this.steps = steps;
    this.particles = particles;
    this.sums = sums;
    this.contributions = contributions;
  }

  NodeModel node() {
    return node;
  }

  void receive(ToWorker message) {
    if (message instanceof ToWorker.Proceed proceed) {
      double before = (steps - 1) * particles * costs.step();
      work(
          before,
          () -> {},
          () ->
              work(
                  particles * costs.lastStep(),
                  this::lease,
                  () -> contributions.send(node, chain(proceed.sequence()), particles)));
    } else if (message instanceof ToWorker.Take take) {
      int cases = take.ticket().items();
      work(
          cases * costs.dataCase(),
          this::lease,
          () -> contributions.send(node, batch(take), cases));
    }
  }

  private void lease() {
    version = node.version();
  }

  /** In turns with others on the same cores. */
  private void work(double seconds, Runnable begin, Runnable then) {
    if (seconds <= QUANTUM) {
      node.engine.usual(seconds, begin, then);
    } else {
      node.engine.usual(QUANTUM, begin, () -> work(seconds - QUANTUM, () -> {}, then));
    }
  }

  private FromWorker chain(long sequence) {
    return new FromWorker.ChainContribution(
        id, 0, sequence, new Version(0, version), sums, NOT_TRACED);
  }

  private FromWorker batch(ToWorker.Take take) {
    return new FromWorker.BatchContribution(
        id, 0, take.sequence(), take.ticket(), new Version(0, version), List.of(sums));
  }
}
