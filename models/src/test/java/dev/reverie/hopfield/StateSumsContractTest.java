package dev.reverie.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.phase.SumsContract;
import java.util.stream.Stream;

/** Sums of patterns. */
final class StateSumsContractTest extends SumsContract {
  @Override
  protected Stream<Case> cases() {
    Patterns patterns = Training.patterns(9, 70, 1);
    return Stream.of(
        new Case(
            "Hebb",
            HopfieldObjective.hebbian(new Hopfield(70), patterns, new BatchSchedule(9, 4, 1))));
  }
}
