package dev.reverie.aggregate;

import dev.reverie.protocol.FromWorker;
import java.util.Map;
import java.util.Optional;

/**
 * When the particles' states are collected, and what for: a picture, a checkpoint, the end of the
 * run.
 */
final class Captures {
  private final Map<Integer, ChainLedger> ledgers;
  private final boolean keepsStates;
  private final Outbox outbox;
  private long rounds;
  private boolean drawWanted;
  private boolean checkpointWanted;
  private boolean lastBegun;
  private Purpose purpose;
  private CaptureRound round;
  private Optional<Map<String, byte[]>> older;

  /** What a round is for. */
  record Purpose(boolean draw, boolean checkpoint, boolean last) {}

  /** A round whose states are all there. */
  record Complete(CaptureRound round, Purpose purpose) {}

  /**
   * @param keepsStates whether those of a checkpoint stay until the next one, which need not wait
   *     for chains that are being moved
   * @param older those that the run goes on from, to begin with
   */
  Captures(
      Map<Integer, ChainLedger> ledgers,
      boolean keepsStates,
      Optional<Map<String, byte[]>> older,
      Outbox outbox) {
    this.ledgers = ledgers;
    this.keepsStates = keepsStates;
    this.older = older;
    this.outbox = outbox;
  }

  /** Somebody wants to see the particles. */
  void wantDraw() {
    drawWanted = true;
  }

  /** A checkpoint is due. */
  void wantCheckpoint() {
    checkpointWanted = true;
  }

  /** Whether a checkpoint's states are being collected, or are about to be. */
  boolean isForCheckpoint() {
    return checkpointWanted || round != null && purpose.checkpoint();
  }

  /**
   * Begins a round when there is something to collect for and none under way.
   *
   * @param ending whether the run ends here, which takes a checkpoint of its own, once
   */
  void begin(boolean ending) {
    boolean last = ending && !lastBegun;
    if (round != null || !(drawWanted || checkpointWanted || last)) {
      return;
    }
    lastBegun |= last;
    purpose = new Purpose(drawWanted, checkpointWanted || last, last);
    drawWanted = false;
    checkpointWanted = false;
    round = new CaptureRound(++rounds, ledgers);
    round.ask(outbox);
  }

  /** A checkpoint is not to wait any more for chains that are being moved or stand still. */
  void hurry() {
    if (round != null && !purpose.last()) {
      older.ifPresent(round::complete);
    }
  }

  void accept(FromWorker.Captured captured) {
    if (round != null) {
      round.accept(captured);
    }
  }

  /** Asks those again that have not answered. */
  void askAgain() {
    if (round != null) {
      round.ask(outbox);
    }
  }

  /** The round under way when it is complete; it is then no longer under way. */
  Optional<Complete> takeComplete() {
    if (round == null || !round.isComplete()) {
      return Optional.empty();
    }
    Complete complete = new Complete(round, purpose);
    if (keepsStates && purpose.checkpoint()) {
      older = Optional.of(round.particles());
    }
    round = null;
    return Optional.of(complete);
  }
}
