package dev.reverie.cluster;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.Frame;
import dev.reverie.wire.SnapshotCodec;
import java.util.HashMap;
import java.util.Map;

/**
 * To a conductor on another node: everything travels as bytes, and snapshots are pulled, one after
 * the other and each the newest that there is then.
 */
final class FarLine implements Line {
  private final Wire wire;
  private final Objective objective;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final int stride;
  private final Map<WorkerId, Said> last = new HashMap<>();
  private Version newest;

  /** What a worker has said last, to be sent again. */
  private record Said(FromWorker message, Frame frame) {}

  /**
   * @param store that snapshots go to
   * @param stride versions that a snapshot has to be newer for it to be sent
   */
  FarLine(Wire wire, Objective objective, SnapshotStore store, SumsPool pool, int stride) {
    this.wire = wire;
    this.objective = objective;
    this.store = store;
    this.pool = pool;
    this.stride = stride;
    wire.send(DataFrames.pull(null, stride));
  }

  @Override
  public Wire wire() {
    return wire;
  }

  @Override
  public boolean take(byte[] bytes) {
    Parameters buffer = store.takeBuffer();
    Snapshot snapshot;
    try {
      snapshot = SnapshotCodec.decode(bytes, objective, buffer);
    } catch (IllegalArgumentException e) {
      store.giveBack(buffer);
      throw e;
    }
    boolean first = newest == null;
    newest = snapshot.version();
    store.publish(snapshot);
    wire.send(DataFrames.pull(newest, stride));
    return first;
  }

  @Override
  public boolean has(long number) {
    return newest != null && newest.number() >= number;
  }

  @Override
  public Version newest() {
    return newest;
  }

  @Override
  public void fetch(WorkerId chain, int assignment) {
    wire.send(DataFrames.fetch(chain, assignment));
  }

  /** Written once, and kept as bytes: the sums go back to the pool. */
  @Override
  public void say(FromWorker message, byte[] state) {
    Said before = last.get(message.worker());
    if (before != null && before.message() == message) {
      wire.send(before.frame());
      return;
    }
    Frame frame = WorkerWords.frame(message, state, objective.phases());
    WorkerWords.recycle(message, pool, objective.phases());
    if (frame.type() != DataFrames.CAPTURED) {
      last.put(message.worker(), new Said(message, frame));
    }
    wire.send(frame);
  }

  @Override
  public void forget(WorkerId worker) {
    last.remove(worker);
  }

  @Override
  public void close() {
    wire.close();
  }
}
