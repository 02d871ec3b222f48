package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asynchronous runs, whatever happens on the way: each update holds what {@link Books} say, the run
 * ends after its updates, and each item of each batch has been consumed once.
 */
class AsynchronousSimulationTest {
  @Test
  void shouldConsumeEachItemOnceWhateverGetsLostOrFails() {
    Seeds.each(50, AsynchronousSimulationTest::runWithFaults);
  }

  @Test
  void shouldConsumeEachItemOnceAcrossKillAndResume() {
    Seeds.each(50, AsynchronousSimulationTest::runWithKills);
  }

  @Test
  @Tag("long")
  void shouldConsumeEachItemOnceForManySeeds() {
    Seeds.each(1000, AsynchronousSimulationTest::runWithFaults);
    Seeds.each(1000, AsynchronousSimulationTest::runWithKills);
  }

  private static void runWithFaults(Random random) {
    Scenario scenario = Scenario.of(Mode.ASYNC, random);
    Simulation simulation = scenario.simulation(Optional.empty(), random.nextLong());
    simulation.run(random.nextInt(400));
    simulation.draw();
    requireComplete(scenario, simulation);
  }

  /**
   * Killed or stopped again and again, and resumed in one mode or the other; items count where the
   * updates that consumed them are durable.
   */
  private static void runWithKills(Random random) {
    Scenario scenario = Scenario.of(Mode.ASYNC, random);
    Optional<Simulation.Resume> from = Optional.empty();
    for (int life = 0; life < 4; life++) {
      Simulation simulation = scenario.simulation(from, random.nextLong());
      simulation.run(random.nextInt(800));
      if (random.nextBoolean()) {
        simulation.stopAndRun();
      }
      Optional<Simulation.Resume> earlier = from;
      from = simulation.resume().or(() -> earlier);
      Mode mode = random.nextInt(3) == 0 ? Mode.LOCKSTEP : Mode.ASYNC;
      scenario = scenario.divided(mode, random);
    }
    requireComplete(scenario, scenario.simulation(from, random.nextLong()));
  }

  private static void requireComplete(Scenario scenario, Simulation simulation) {
    Outcome outcome = simulation.run();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome.reason());
    assertEquals(scenario.settings().updates(), outcome.progress().done());
    assertEquals(scenario.settings().updates(), simulation.books().updates());
    simulation.books().requireAllConsumed();
  }
}
