package dev.reverie.dbm;

import dev.reverie.phase.SumsContract;
import java.util.List;
import java.util.stream.Stream;

/** Sums of mean fields and of states of deep machines. */
final class DbmSumsContractTest extends SumsContract {
  @Override
  protected Stream<Case> cases() {
    return Stream.of(
        new Case("three layers", DbmLockStepTest.objective(List.of(20, 12, 10), 40)),
        new Case("four layers", DbmLockStepTest.objective(List.of(20, 12, 10, 9), 40)));
  }
}
