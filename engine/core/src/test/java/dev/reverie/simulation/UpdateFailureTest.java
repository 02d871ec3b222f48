package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a run while an update is made, or cannot be made. */
class UpdateFailureTest {
  private static final int UPDATES = 12;
  private static final int PLACES = CountingObjective.PARTS + 2;

  private static Scenario scenario(Mode mode, Random random) {
    CountingObjective objective =
        new CountingObjective(20 + random.nextInt(200), 10, 3, 7 + random.nextInt(20), 2);
    RunSettings settings =
        new RunSettings(
            mode, 4, 3, 3, UPDATES, random.nextInt(4), Optional.of(Path.of("nowhere")), Map.of());
    return new Scenario(objective, settings, id -> Node.NEAR, Faults.random(random));
  }

  private static Simulation failing(
      Mode mode, Random random, long at, Supplier<RuntimeException> failure) {
    Scenario scenario = scenario(mode, random);
    int part = random.nextInt(PLACES) - 1;
    return new Scenario(
            new FailingObjective(scenario.objective(), at, part, failure),
            scenario.settings(),
            scenario.nodes(),
            scenario.faults())
        .simulation(Optional.empty(), random.nextLong());
  }

  private static void requireLastGood(Outcome outcome, long at) {
    assertEquals(new Version(0, at), outcome.parameters().version());
    assertEquals(at, outcome.progress().done());
    assertTrue(outcome.particles().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldEndAsDivergedWhereverANumberDiverges(Mode mode) {
    Seeds.each(
        50,
        random -> {
          long at = random.nextInt(UPDATES);
          Outcome outcome =
              failing(mode, random, at, () -> new DivergedException("mix=NaN", "update")).run();
          assertEquals(Outcome.Status.DIVERGED, outcome.status());
          assertEquals("diverged in phase update: mix=NaN", outcome.reason());
          requireLastGood(outcome, at);
        });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldEndAsFailedWhereverTheRuleThrows(Mode mode) {
    Seeds.each(
        50,
        random -> {
          long at = random.nextInt(UPDATES);
          Outcome outcome =
              failing(mode, random, at, () -> new IllegalStateException("no rule")).run();
          assertEquals(Outcome.Status.FAILED, outcome.status());
          assertEquals(
              "update " + at + " failed: java.lang.IllegalStateException: no rule",
              outcome.reason());
          requireLastGood(outcome, at);
        });
  }

  /** The parts that are still made find everything as they left it. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldEndAtOnceWhenAWorkerFailsWhileAnUpdateIsMade(Mode mode) {
    Seeds.each(
        50,
        random -> {
          Simulation simulation =
              scenario(mode, random).simulation(Optional.empty(), random.nextLong());
          simulation.run(random.nextInt(300));
          simulation.runUntilMaking();
          WorkerId worker = new WorkerId(0, 0);
          simulation.deliver(
              new FromWorker.Failed(worker, Integer.MAX_VALUE, "chains", "it broke", false));
          Outcome outcome = simulation.outcome().orElseThrow();
          assertEquals("it broke", outcome.reason());
          assertEquals(Outcome.Status.FAILED, outcome.status());
          while (simulation.isMaking()) {
            simulation.runOn(1);
          }
          simulation.runOn(100);
          assertEquals(outcome.progress().version(), simulation.progress().version());
        });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldStopAndResumeWhenAskedToWhileAnUpdateIsMade(Mode mode) {
    Seeds.each(
        50,
        random -> {
          Scenario scenario = scenario(mode, random);
          Simulation simulation = scenario.simulation(Optional.empty(), random.nextLong());
          simulation.run(random.nextInt(200));
          simulation.runUntilMaking();
          simulation.draw();
          simulation.stopAndRun();
          Simulation resumed = scenario.simulation(simulation.resume(), random.nextLong());
          assertEquals(Outcome.Status.COMPLETED, resumed.run().status());
          resumed.books().requireAllConsumed();
        });
  }
}
