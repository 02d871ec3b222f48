package dev.reverie.aggregate;

import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Particles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the state of all particles, each chain's at its next border between two steps. */
final class CaptureRound {
  private final long number;
  private final Map<Integer, ChainLedger> ledgers;
  private final Map<WorkerId, byte[]> states = new LinkedHashMap<>();

  /**
   * @param ledgers of the persistent phases, by their place among all phases
   */
  CaptureRound(long number, Map<Integer, ChainLedger> ledgers) {
    this.number = number;
    this.ledgers = ledgers;
    ledgers.forEach(
        (place, ledger) -> {
          for (int chain = 0; chain < ledger.chains(); chain++) {
            states.put(new WorkerId(place, chain), null);
          }
        });
  }

  /** Asks all chains that have not answered yet, and that are there to answer. */
  void ask(Outbox outbox) {
    states.forEach(
        (worker, state) -> {
          int incarnation = ledgers.get(worker.phase()).incarnation(worker.index());
          if (state == null && incarnation >= 0) {
            outbox.send(worker, new ToWorker.Capture(incarnation, number));
          }
        });
  }

  void accept(Captured captured) {
    if (captured.capture() == number && states.containsKey(captured.worker())) {
      states.put(captured.worker(), captured.particles());
    }
  }

  /** Takes older states of the chains that have not answered. */
  void complete(Map<String, byte[]> older) {
    states.replaceAll(
        (worker, state) -> {
          if (state != null) {
            return state;
          }
          ChainLedger ledger = ledgers.get(worker.phase());
          PersistentPhase phase = ledger.phase();
          int from = Division.first(phase.particles(), ledger.chains(), worker.index());
          int to = Division.first(phase.particles(), ledger.chains(), worker.index() + 1);
          int bytes = phase.particleBytes();
          return Arrays.copyOfRange(older.get(phase.name()), from * bytes, to * bytes);
        });
  }

  boolean isComplete() {
    return states.values().stream().noneMatch(state -> state == null);
  }

  /** All particles' states by their phase's name. */
  Map<String, byte[]> particles() {
    Map<String, byte[]> particles = new LinkedHashMap<>();
    ledgers.forEach(
        (place, ledger) -> particles.put(ledger.phase().name(), particles(place, ledger)));
    return particles;
  }

  private byte[] particles(int place, ChainLedger ledger) {
    PersistentPhase phase = ledger.phase();
    byte[] all = new byte[Math.multiplyExact(phase.particles(), phase.particleBytes())];
    for (int chain = 0; chain < ledger.chains(); chain++) {
      byte[] part = states.get(new WorkerId(place, chain));
      int first = Division.first(phase.particles(), ledger.chains(), chain);
      System.arraycopy(part, 0, all, first * phase.particleBytes(), part.length);
    }
    return all;
  }

  /** What the particles with numbers below {@link Particles#MOST} show. */
  List<Particles> shown() {
    List<Particles> shown = new ArrayList<>();
    ledgers.forEach((place, ledger) -> shown.add(show(ledger.phase(), particles(place, ledger))));
    return shown;
  }

  private static Particles show(PersistentPhase phase, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[][] states = new float[Math.min(phase.particles(), Particles.MOST)][phase.shownUnits()];
    Tile one = phase.allocate(0, 1);
    for (float[] state : states) {
      one.read(0, in);
      one.show(0, state);
    }
    return new Particles(phase.name(), states);
  }
}
