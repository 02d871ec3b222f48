package dev.reverie.chain;

import dev.reverie.clock.Clock;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.List;
import java.util.function.Consumer;

/** A worker's decisions without an actor, for whoever carries them in another way. */
public final class CarriedWork {
  private final Work work;

  CarriedWork(Work work) {
    this.work = work;
  }

  /** What a host gives to all its workers. */
  public record Host(SnapshotStore store, SumsPool pool, Clock clock, long quantumNanos) {
    Quantum quantum() {
      return new Quantum(clock, quantumNanos);
    }
  }

  /** Particles that outlive the incarnations of their chain. */
  public static final class Particles {
    private final TileSlot slot;

    /**
     * @param before takes the state of before a piece of work; null outside lock-step
     */
    public Particles(Tile tile, Tile before) {
      this.slot = new TileSlot(tile, before);
    }
  }

  public static CarriedWork chain(
      WorkerId id,
      int incarnation,
      PersistentPhase phase,
      Particles particles,
      Host host,
      Consumer<FromWorker> aggregator) {
    return new CarriedWork(
        new Chain(
            id,
            incarnation,
            phase,
            particles.slot,
            host.store(),
            host.pool(),
            host.quantum(),
            aggregator));
  }

  public static CarriedWork dataPhase(
      WorkerId id,
      int incarnation,
      List<Phase> phases,
      Host host,
      Consumer<FromWorker> aggregator) {
    return new CarriedWork(
        new DataPhase(
            id, incarnation, phases, host.store(), host.pool(), host.quantum(), aggregator));
  }

  public void receive(ToWorker message) {
    work.receive(message);
  }

  public boolean isBusy() {
    return work.isBusy();
  }

  public void run() {
    work.run();
  }

  public void remind() {
    work.remind();
  }

  public void abandon() {
    work.abandon();
  }
}
