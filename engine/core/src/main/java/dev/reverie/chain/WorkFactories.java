package dev.reverie.chain;

import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.List;
import java.util.function.Consumer;

/** What workers of a node do, each from where it begins. */
final class WorkFactories {
  private final Objective objective;
  private final RunSettings run;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Quantum quantum;
  private final boolean tellStates;

  /**
   * @param tellStates whether a chain's state goes with each contribution
   */
  WorkFactories(
      Objective objective,
      RunSettings run,
      SnapshotStore store,
      SumsPool pool,
      Quantum quantum,
      boolean tellStates) {
    this.objective = objective;
    this.run = run;
    this.store = store;
    this.pool = pool;
    this.quantum = quantum;
    this.tellStates = tellStates;
  }

  /**
   * Makes the work of a worker.
   *
   * @param start of a chain; unused for a data worker
   */
  Worker.WorkFactory of(WorkerId id, Crew.Start start) {
    return id.isDataWorker() ? dataPhase(id) : chain(id, start);
  }

  private Worker.WorkFactory dataPhase(WorkerId id) {
    List<Phase> phases = objective.phases();
    return (incarnation, says) ->
        new DataPhase(id, incarnation, phases, store, pool, quantum, says);
  }

  private Worker.WorkFactory chain(WorkerId id, Crew.Start start) {
    PersistentPhase phase = (PersistentPhase) objective.phases().get(id.phase());
    int first = Crew.first(id, phase, run);
    int count = Crew.count(id, phase, run);
    Tile tile = tile(phase, first, count, start);
    boolean lockstep = run.mode() == Mode.LOCKSTEP;
    TileSlot slot = new TileSlot(tile, lockstep ? phase.allocate(first, count) : null);
    return new ChainFactory(id, phase, slot);
  }

  /**
   * Where nobody waits, the parameters have seen steps that were made after the state was captured.
   */
  private Tile tile(PersistentPhase phase, int first, int count, Crew.Start start) {
    Tile tile;
    if (start.particles() == null) {
      try (Lease lease = store.lease()) {
        tile = phase.start(lease.snapshot(), first, count);
      }
    } else {
      tile = Crew.read(phase, first, count, start.particles());
    }
    if (run.mode() == Mode.ASYNC) {
      tile.skipLostSteps(start.lives());
    }
    return tile;
  }

  /** Makes the chain that carries a tile. */
  private final class ChainFactory implements Worker.WorkFactory {
    private final WorkerId id;
    private final PersistentPhase phase;
    private final TileSlot slot;

    ChainFactory(WorkerId id, PersistentPhase phase, TileSlot slot) {
      this.id = id;
      this.phase = phase;
      this.slot = slot;
    }

    @Override
    public Work begin(int incarnation, Consumer<FromWorker> says) {
      return new Chain(id, incarnation, phase, slot, store, pool, quantum, says);
    }

    @Override
    public byte[] state() {
      return tellStates ? Chain.state(slot.tile(), phase) : Worker.WorkFactory.super.state();
    }
  }
}
