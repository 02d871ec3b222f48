package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.WorkerId;

/**
 * To a conductor on the same node: the host's workers read the conductor's own snapshots, and sums
 * change hands as they are. Nothing gets lost.
 */
final class NearLine implements Line {
  private static final byte[] NO_STATES = {};

  private final Desk desk;
  private final ActorRef<ToHost> host;
  private final Wire wire;

  /**
   * @param wire the conductor's end of it
   */
  NearLine(Desk desk, ActorRef<ToHost> host, Wire wire) {
    this.desk = desk;
    this.host = host;
    this.wire = wire;
  }

  @Override
  public Wire wire() {
    return wire;
  }

  @Override
  public boolean take(byte[] snapshot) {
    throw new IllegalStateException("snapshots are shared");
  }

  @Override
  public boolean has(long number) {
    return desk.store().newest().number() >= number;
  }

  @Override
  public Version newest() {
    return desk.store().newest();
  }

  @Override
  public void fetch(WorkerId chain, int assignment) {
    desk.conductor().fetched(wire, new DataFrames.TileStart(chain, assignment, 0, NO_STATES));
  }

  /** What is refused or repeated may still be its worker's to repeat: it goes to no pool. */
  @Override
  public void say(FromWorker message, byte[] state) {
    desk.say(host, message, state);
  }

  @Override
  public void forget(WorkerId worker) {}

  @Override
  public void close() {
    desk.conductor().closed(wire);
  }
}
