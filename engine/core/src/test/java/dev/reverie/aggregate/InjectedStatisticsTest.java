package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Statistics that must not count are injected, all of them wrong, and change nothing in what comes
 * out.
 */
class InjectedStatisticsTest {
  private static final long WRONG = 1000;

  private final Random random = new Random(3);
  private final ScriptedRun undisturbed = new ScriptedRun();
  private final ScriptedRun disturbed = new ScriptedRun();

  @BeforeEach
  void runUndisturbed() {
    undisturbed.run((run, worker) -> {});
    assertEquals(0, undisturbed.late());
    assertEquals(0, undisturbed.repeated());
  }

  private void requireEqual() {
    assertEquals(undisturbed.course(), disturbed.course());
    undisturbed
        .last()
        .parameters()
        .forEach((name, rows) -> assertArrayEquals(rows, disturbed.last().parameters().get(name)));
    undisturbed
        .last()
        .state()
        .forEach((name, rows) -> assertArrayEquals(rows, disturbed.last().state().get(name)));
    assertEquals(ScriptedRun.UPDATES, disturbed.last().frontier());
    assertEquals(undisturbed.last().consumed(), disturbed.last().consumed());
  }

  @Test
  void shouldComeOutOtherwiseWhenOneStatisticIsWrong() {
    disturbed.run(
        (run, worker) -> {
          if (run.newest() == 5 && run.isFirst(worker)) {
            run.inject(run.answer(worker, run.newest(), WRONG));
          }
        });
    assertNotEquals(undisturbed.course(), disturbed.course());
  }

  /** In place of an answer; the same worker is told to go on at once, as nobody else is idle. */
  @Test
  void shouldChangeNothingThatStatisticsBeyondTheBoundArrive() {
    disturbed.run(
        (run, worker) -> {
          long tooOld = run.newest() - ScriptedRun.STALENESS - 1;
          for (int times = random.nextInt(3);
              run.isFirst(worker) && tooOld >= 0 && times > 0;
              times--) {
            run.inject(run.answer(worker, random.nextLong(tooOld + 1), WRONG));
          }
        });
    assertTrue(disturbed.late() > 10, "late=" + disturbed.late());
    requireEqual();
  }

  @Test
  void shouldChangeNothingThatStatisticsAreRepeated() {
    disturbed.run(
        (run, worker) -> {
          for (int times = random.nextInt(4); times > 0 && !run.said().isEmpty(); times--) {
            FromWorker earlier = run.said().get(random.nextInt(run.said().size()));
            run.inject(random.nextBoolean() ? earlier : wrong(earlier, 0, 0));
          }
        });
    assertTrue(disturbed.repeated() > 50, "repeated=" + disturbed.repeated());
    requireEqual();
  }

  @Test
  void shouldChangeNothingThatStatisticsComeOutOfOrder() {
    disturbed.run(
        (run, worker) -> {
          FromWorker answer = run.answer(worker, run.newest(), WRONG);
          run.inject(wrong(answer, 0, -1));
          run.inject(wrong(answer, 0, 1));
          run.inject(wrong(answer, 0, 5));
          run.inject(wrong(answer, -1, 0));
          run.inject(wrong(answer, 1, 0));
          WorkerId other = ScriptedRun.WORKERS.get(random.nextInt(5));
          run.inject(wrong(run.answer(other, run.newest(), WRONG), 0, -1 - random.nextInt(3)));
        });
    assertTrue(disturbed.repeated() > 300, "repeated=" + disturbed.repeated());
    requireEqual();
  }

  /** The same with wrong statistics, another incarnation or another number. */
  private static FromWorker wrong(FromWorker message, int incarnations, int numbers) {
    CountingObjective.Total wrong = new CountingObjective.Total();
    wrong.add(WRONG);
    if (message instanceof ChainContribution chain) {
      return new ChainContribution(
          chain.worker(),
          chain.incarnation() + incarnations,
          chain.sequence() + numbers,
          chain.version(),
          wrong,
          chain.observed());
    }
    BatchContribution batch = (BatchContribution) message;
    return new BatchContribution(
        batch.worker(),
        batch.incarnation() + incarnations,
        batch.sequence() + numbers,
        batch.ticket(),
        batch.version(),
        List.of(wrong));
  }
}
