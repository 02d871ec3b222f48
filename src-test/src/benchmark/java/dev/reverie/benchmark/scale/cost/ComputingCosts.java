package dev.reverie.benchmark.scale.cost;

import dev.reverie.benchmark.growth.Trained;
import dev.reverie.chain.Crew;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.WorkerId;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.wire.SnapshotCodec;
import dev.reverie.wire.WorkerCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sweeps, cases, updates, and turning numbers into bytes and back cost on one thread. */
final class ComputingCosts {
  private static final int STATES = 100;
  private static final int MORE_STATES = 400;

  private final Trained trained;

  ComputingCosts(Trained trained) {
    this.trained = trained;
  }

  double step() {
    Chains chains = new Chains(STATES);
    return Stopwatch.secondsOf(() -> chains.step(null)) / STATES;
  }

  double lastStep() {
    Chains chains = new Chains(STATES);
    return Stopwatch.secondsOf(
            () -> {
              chains.sums.clear();
              chains.step(chains.sums);
            })
        / STATES;
  }

  double dataCase() {
    Chains chains = new Chains(STATES);
    return Stopwatch.secondsOf(chains::contribute) / STATES;
  }

  /** Of an update without its states, and of each of these. */
  double[] update() {
    double few = update(STATES);
    double many = update(MORE_STATES);
    double state = (many - few) / (2.0 * (MORE_STATES - STATES));
    return new double[] {few - 2 * STATES * state, state};
  }

  private double update(int states) {
    Chains chains = new Chains(states);
    chains.contribute();
    chains.step(chains.sums);
    UpdateRule rule = chains.objective.rule();
    Parameters state = new Parameters(rule.stateLayout());
    Parameters next = new Parameters(chains.objective.layout());
    List<PhaseStatistics> statistics =
        List.of(
            new PhaseStatistics(chains.positive, List.of(chains.cases), states),
            new PhaseStatistics(chains.negative, List.of(chains.sums), states));
    return Stopwatch.secondsOf(() -> rule.apply(0, trained.parameters(), state, statistics, next));
  }

  double encodeSnapshot() {
    return Stopwatch.secondsOf(() -> SnapshotCodec.encode(trained.snapshot()));
  }

  double decodeSnapshot() {
    RbmObjective objective = trained.objective(STATES, STATES, 1);
    byte[] bytes = SnapshotCodec.encode(trained.snapshot());
    Parameters buffer = new Parameters(objective.layout());
    return Stopwatch.secondsOf(() -> SnapshotCodec.decode(bytes, objective, buffer));
  }

  int snapshotBytes() {
    return SnapshotCodec.encode(trained.snapshot()).length;
  }

  /** Of a particle as its state. */
  double encodeParticle() {
    Chains chains = new Chains(STATES);
    FromWorker contribution = chains.contribution();
    return Stopwatch.secondsOf(() -> WorkerCodec.encode(contribution, chains.state(), true))
        / STATES;
  }

  /** Of a particle whose statistics are counted from its state. */
  double decodeParticle() {
    Chains chains = new Chains(STATES);
    byte[] bytes = WorkerCodec.encode(chains.contribution(), chains.state(), true);
    RunSettings run = new RunSettings(Mode.ASYNC, 1, 1, 1, 1, 0, Optional.empty(), Map.of());
    WorkerCodec.Counter counter =
        (chain, state, into) ->
            Crew.read(chain, chains.objective, run, state)
                .count(trained.snapshot(), 0, STATES, into);
    return decode(bytes, chains, counter);
  }

  double encodeCase() {
    Chains chains = new Chains(STATES);
    FromWorker contribution = chains.batchContribution();
    return Stopwatch.secondsOf(() -> WorkerCodec.encode(contribution)) / STATES;
  }

  double decodeCase() {
    Chains chains = new Chains(STATES);
    return decode(
        WorkerCodec.encode(chains.batchContribution()), chains, (chain, state, into) -> {});
  }

  private static double decode(byte[] bytes, Chains chains, WorkerCodec.Counter counter) {
    SumsPool pool = new SumsPool(chains.objective.phases());
    return Stopwatch.secondsOf(
            () -> {
              FromWorker read =
                  WorkerCodec.decode(bytes, pool, chains.objective.phases(), counter).message();
              if (read instanceof FromWorker.ChainContribution chain) {
                pool.giveBack(1, chain.sums());
              } else {
                pool.giveBack(0, ((FromWorker.BatchContribution) read).sums().get(0));
              }
            })
        / STATES;
  }

  double caseBytes() {
    return (double) WorkerCodec.encode(new Chains(STATES).batchContribution()).length / STATES;
  }

  int stateBytes() {
    return Trained.negative(trained.objective(STATES, STATES, 1)).particleBytes();
  }

  /** All particles and cases of a training. */
  private final class Chains {
    private final RbmObjective objective;
    private final BatchPhase positive;
    private final PersistentPhase negative;
    private final Tile tile;
    private final Sums cases;
    private final Sums sums;
    private final int states;
    private long batch;

    Chains(int states) {
      this.states = states;
      this.objective = trained.objective(states, states, 1);
      this.positive = (BatchPhase) objective.phases().get(0);
      this.negative = Trained.negative(objective);
      this.tile = trained.tile(negative);
      this.cases = positive.newSums();
      this.sums = negative.newSums();
    }

    void step(Sums into) {
      tile.step(trained.snapshot(), 0, states, into);
    }

    void contribute() {
      cases.clear();
      positive.contribute(
          trained.snapshot(), batch++ % objective.updatesPerPass(), 0, states, cases);
    }

    byte[] state() {
      ByteBuffer state =
          ByteBuffer.allocate(states * negative.particleBytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int n = 0; n < states; n++) {
        tile.write(n, state);
      }
      return state.array();
    }

    FromWorker batchContribution() {
      contribute();
      return new FromWorker.BatchContribution(
          WorkerId.dataWorker(0),
          0,
          1,
          new Ticket(0, 0, states),
          new Version(0, 1),
          List.of(cases));
    }

    FromWorker contribution() {
      sums.clear();
      step(sums);
      return new FromWorker.ChainContribution(
          new WorkerId(1, 0), 0, 1, new Version(0, 1), sums, new double[0]);
    }
  }
}
