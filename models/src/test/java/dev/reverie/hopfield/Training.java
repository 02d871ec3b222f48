package dev.reverie.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.ising.SpinStates;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.UpdateRule;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lock-step training in a plain loop, with batches split into parts; and patterns to learn. */
final class Training {
  private final Objective objective;
  private final int parts;
  private final UpdateRule rule;
  private final Parameters state;
  private Snapshot snapshot;

  Training(Objective objective, int parts) {
    this.objective = objective;
    this.parts = parts;
    this.rule = objective.rule();
    this.state = new Parameters(rule.stateLayout());
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    this.snapshot = new Snapshot(new Version(0, 0), parameters);
  }

  static Patterns patterns(int count, int units, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.GENERATED_DATA);
    return Patterns.of(
        IntStream.range(0, count)
            .mapToObj(pattern -> SpinStates.random(units, random, pattern, 0))
            .toArray(byte[][]::new));
  }

  /** The network that Hebb's rule makes in one pass, in batches of 50. */
  static Network hebbian(Patterns patterns) {
    Hopfield hopfield = new Hopfield(patterns.units());
    BatchSchedule batches = new BatchSchedule(patterns.count(), 50, 1);
    Training training = new Training(HopfieldObjective.hebbian(hopfield, patterns, batches), 2);
    training.run(batches.batchesPerPass());
    return Network.of(hopfield, training.parameters());
  }

  Parameters parameters() {
    return snapshot.parameters();
  }

  Parameters state() {
    return state;
  }

  void run(long updates) {
    for (long n = 0; n < updates; n++) {
      update();
    }
  }

  /** Parts of the update are made last one first. */
  void update() {
    long number = snapshot.version().number();
    List<PhaseStatistics> statistics =
        objective.phases().stream().map(phase -> statistics(phase, number)).toList();
    Parameters next = new Parameters(objective.layout());
    DividedUpdate update = rule.divide(number, snapshot.parameters(), state, statistics, next);
    for (int part = update.parts() - 1; part >= 0; part--) {
      update.make(part);
    }
    update.finish();
    snapshot = new Snapshot(snapshot.version().next(), next);
  }

  private PhaseStatistics statistics(Phase phase, long number) {
    BatchPhase batch = (BatchPhase) phase;
    int items = batch.items(number);
    List<Sums> sums = new ArrayList<>();
    for (int part = parts - 1; part >= 0; part--) {
      Sums into = phase.newSums();
      int from = items * part / parts;
      batch.contribute(snapshot, number, from, items * (part + 1) / parts, into);
      sums.add(into);
    }
    return new PhaseStatistics(phase, sums, items);
  }
}
