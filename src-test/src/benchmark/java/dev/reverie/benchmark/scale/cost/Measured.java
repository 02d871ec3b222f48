package dev.reverie.benchmark.scale.cost;

import dev.reverie.benchmark.growth.Trained;
import dev.reverie.benchmark.scale.model.ClusterModel;
import dev.reverie.benchmark.scale.model.Costs;
import dev.reverie.benchmark.scale.model.Fleet;
import dev.reverie.benchmark.scale.model.Protocol;
import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.run.Mode;

/**
 * What was measured on this machine.
 *
 * @param protocol as it is
 */
public record Measured(Costs costs, Protocol protocol) {
  private static final int FRAME_BYTES = 100;
  private static final int FEW = 10;
  private static final int MANY = 1_000;

  /** Takes a minute or so; nothing else should be computing. */
  public static Measured of(Trained trained) {
    ComputingCosts computing = new ComputingCosts(trained);
    double[] update = computing.update();
    int snapshot = computing.snapshotBytes();
    Protocol protocol =
        new Protocol(snapshot, computing.stateBytes(), computing.caseBytes(), FRAME_BYTES, true);
    double few = decision(FEW, protocol);
    double perChain = Math.max(0, (decision(MANY, protocol) - few) / (MANY - FEW));
    try (NetworkCosts network = new NetworkCosts()) {
      double bytes = network.bytes(snapshot) / 2;
      Costs costs =
          new Costs(
              computing.step(),
              computing.lastStep(),
              computing.dataCase(),
              update[0],
              update[1],
              computing.encodeSnapshot(),
              computing.decodeSnapshot(),
              computing.encodeParticle(),
              computing.decodeParticle(),
              computing.encodeCase(),
              computing.decodeCase(),
              network.message(),
              network.localMessage(),
              Math.max(0, few - FEW * perChain),
              perChain,
              bytes,
              bytes);
      return new Measured(costs, protocol);
    }
  }

  /** Of the engine's own decisions, taken in virtual time. */
  private static double decision(int chains, Protocol protocol) {
    Workload work = new Workload(MANY, MANY, 1, Mode.ASYNC, 8);
    Costs some =
        new Costs(
            1e-5, 1e-5, 1e-6, 1e-4, 1e-6, 1e-4, 1e-4, 1e-7, 1e-7, 1e-7, 1e-7, 1e-5, 1e-6, 1e-6, 0,
            1e-10, 1e-10);
    ClusterModel model =
        new ClusterModel(work, some, protocol, Fleet.placed(chains, 1, 1, work, 1e9, 1e-4));
    model.run(20 * (long) MANY / chains);
    double before = model.secondsPerDecision();
    model.run(200);
    return Math.min(before, model.secondsPerDecision());
  }
}
