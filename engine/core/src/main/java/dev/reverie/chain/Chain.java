package dev.reverie.chain;

import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A chain: makes the steps that its particles owe, each step of the whole tile under one snapshot,
 * and contributes the statistics of the last one. It takes up a newer snapshot between two steps.
 */
final class Chain implements Work {
  private final WorkerId id;
  private final PersistentPhase phase;
  private final TileSlot slot;
  private final Tile tile;
  private final int incarnation;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Quantum quantum;
  private final Consumer<FromWorker> aggregator;
  private FromWorker lastSaid;
  private long sequence;
  private int stepsLeft;
  private int place;
  private Lease lease;
  private Sums sums;
  private long capture;

  /** Begins an incarnation of the chain in that slot, and says that it is ready. */
  Chain(
      WorkerId id,
      int incarnation,
      PersistentPhase phase,
      TileSlot slot,
      SnapshotStore store,
      SumsPool pool,
      Quantum quantum,
      Consumer<FromWorker> aggregator) {
    this.id = id;
    this.phase = phase;
    this.slot = slot;
    this.tile = slot.tile();
    this.incarnation = incarnation;
    slot.begin(incarnation);
    this.store = store;
    this.pool = pool;
    this.quantum = quantum;
    this.aggregator = aggregator;
    say(new Ready(id, incarnation));
  }

  private void say(FromWorker message) {
    lastSaid = message;
    aggregator.accept(message);
  }

  @Override
  public void receive(ToWorker message) {
    if (message.incarnation() != incarnation) {
      return;
    }
    if (message instanceof ToWorker.Proceed proceed) {
      proceed(proceed.sequence());
    } else if (message instanceof ToWorker.Capture wanted) {
      capture = wanted.capture();
      if (place == 0) {
        sendState();
      }
    }
  }

  private void proceed(long next) {
    if (next <= sequence || isBusy()) {
      return;
    }
    sequence = next;
    stepsLeft = phase.steps();
    slot.workBegins(next);
  }

  @Override
  public boolean isBusy() {
    return stepsLeft > 0;
  }

  @Override
  public void run() {
    long deadline = quantum.deadline();
    do {
      runSlab();
    } while (isBusy() && !quantum.isOver(deadline));
  }

  private void runSlab() {
    if (lease == null) {
      lease = store.lease();
      sums = stepsLeft == 1 ? pool.take(id.phase()) : null;
    }
    int to = Math.min(place + Quantum.SLAB, tile.count());
    tile.step(lease.snapshot(), place, to, sums);
    place = to;
    if (place == tile.count()) {
      endStep();
    }
  }

  private void endStep() {
    place = 0;
    stepsLeft--;
    ChainContribution contribution = stepsLeft == 0 ? contribution() : null;
    lease.close();
    lease = null;
    if (contribution != null) {
      say(contribution);
    }
    if (capture != 0) {
      sendState();
    }
  }

  private ChainContribution contribution() {
    sums.requireFinite(phase.name());
    ChainContribution contribution =
        new ChainContribution(
            id, incarnation, sequence, lease.snapshot().version(), sums, observed());
    sums = null;
    return contribution;
  }

  private double[] observed() {
    int count = Math.max(0, Math.min(FromWorker.TRACED - tile.first(), tile.count()));
    double[] observed = new double[count];
    for (int n = 0; n < count; n++) {
      observed[n] = tile.observe(n);
    }
    return observed;
  }

  private void sendState() {
    aggregator.accept(new Captured(id, incarnation, capture, state(tile, phase)));
    capture = 0;
  }

  /** The states of a tile's particles, one after the other. */
  static byte[] state(Tile tile, PersistentPhase phase) {
    ByteBuffer state =
        ByteBuffer.allocate(Math.multiplyExact(tile.count(), phase.particleBytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < tile.count(); n++) {
      tile.write(n, state);
    }
    return state.array();
  }

  @Override
  public void remind() {
    if (!isBusy()) {
      aggregator.accept(lastSaid);
    }
  }

  @Override
  public void abandon() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
