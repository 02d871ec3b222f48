package dev.reverie.aggregate;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps all effects; of what workers are told also what came last. */
final class RecordingOutbox implements Outbox {
  final List<ToWorker> sent = new ArrayList<>();
  final List<WorkerId> receivers = new ArrayList<>();
  final Map<WorkerId, ToWorker> work = new HashMap<>();
  final Map<WorkerId, Capture> captures = new HashMap<>();
  final List<Checkpoint> saves = new ArrayList<>();
  final List<List<Particles>> drawings = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final ArrayDeque<DividedUpdate> begun = new ArrayDeque<>();
  int updates;

  @Override
  public void send(WorkerId to, ToWorker message) {
    sent.add(message);
    receivers.add(to);
    if (message instanceof Capture capture) {
      captures.put(to, capture);
    } else {
      work.put(to, message);
    }
  }

  /** Forgets what was sent so far. */
  void clear() {
    sent.clear();
    receivers.clear();
  }

  @Override
  public boolean make(DividedUpdate update) {
    begun.add(update);
    return true;
  }

  /** Makes all updates that have been begun, each of which may lead to the next. */
  void makeAll(Aggregation aggregation) {
    while (!begun.isEmpty()) {
      DividedUpdate update = begun.remove();
      try {
        for (int part = update.parts() - 1; part >= 0; part--) {
          update.make(part);
        }
      } catch (RuntimeException e) {
        aggregation.notMade(e);
        return;
      }
      aggregation.made();
    }
  }

  @Override
  public void updated(boolean endOfPass) {
    updates++;
  }

  @Override
  public void save(Checkpoint checkpoint) {
    saves.add(checkpoint);
  }

  @Override
  public void drawn(List<Particles> particles) {
    drawings.add(particles);
  }

  @Override
  public void finished(Outcome outcome) {
    outcomes.add(outcome);
  }
}
