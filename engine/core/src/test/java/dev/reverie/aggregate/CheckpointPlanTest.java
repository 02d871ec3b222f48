package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CheckpointPlanTest {
  private static CheckpointPlan plan(Mode mode, long interval, long done) {
    return new CheckpointPlan(
        new RunSettings(
            mode, 1, 1, 8, 1_000_000, interval, Optional.of(Path.of("nowhere")), Map.of()),
        done);
  }

  private static void assertNextDue(long update, CheckpointPlan plan) {
    assertFalse(plan.isDue(update - 1), "due too early");
    assertTrue(plan.isDue(update), "not due");
  }

  private static void assertLimit(long update, CheckpointPlan plan) {
    assertFalse(plan.isExhausted(update - 1), "held too early");
    assertTrue(plan.isExhausted(update), "not held");
  }

  @Test
  void shouldKeepToMultiplesInLockStep() {
    CheckpointPlan plan = plan(Mode.LOCKSTEP, 100, 250);
    assertNextDue(300, plan);
    plan.begin(300);
    plan.saved(300, 300);
    assertNextDue(400, plan);
    plan.begin(400);
    plan.failed(400);
    assertNextDue(500, plan);
  }

  /** One was taken of update 78 and durable at 83; the next is to be durable before 178. */
  @Test
  void shouldBeginInTimeWhereUpdatesGoOn() {
    CheckpointPlan plan = plan(Mode.ASYNC, 100, 0);
    assertNextDue(75, plan);
    assertLimit(100, plan);
    plan.begin(75);
    assertFalse(plan.isDue(1000), "due while one is under way");
    assertFalse(plan.isLate(94), "late too early");
    assertTrue(plan.isLate(95), "not late");
    plan.collected();
    assertFalse(plan.isLate(1000), "late with all that it waits for");
    plan.saved(78, 83);
    assertNextDue(153, plan);
    assertLimit(178, plan);
    plan.begin(153);
    plan.failed(178);
    assertNextDue(253, plan);
    assertLimit(278, plan);
    plan.begin(258);
    plan.saved(278, 278);
    assertNextDue(338, plan);
  }

  @Test
  void shouldNeverBeginWithoutAnInterval() {
    CheckpointPlan plan = plan(Mode.ASYNC, 0, 10);
    plan.saved(20, 20);
    assertFalse(plan.isDue(Long.MAX_VALUE - 1), "due");
    assertFalse(plan.isExhausted(Long.MAX_VALUE - 1), "held");
  }
}
