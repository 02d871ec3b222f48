package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import dev.reverie.run.Mode;
import dev.reverie.simulation.Scenario;
import dev.reverie.simulation.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole protocol of a cluster, whatever happens to its nodes and between them. */
class ClusterSimulationTest {
  private static final int STRIKES = 8;
  private static final int MOST_SEEDS = 100;

  @Test
  void shouldEqualASerialLoopWhateverHappensInLockstep() {
    Seeds.each(50, random -> run(Mode.LOCKSTEP, Plant.NONE, random));
  }

  @Test
  void shouldKeepItsBooksWhateverHappensAsynchronously() {
    Seeds.each(50, random -> run(Mode.ASYNC, Plant.NONE, random));
  }

  @Test
  @Tag("long")
  void shouldDoSoForManySeeds() {
    Seeds.each(1000, random -> run(Mode.LOCKSTEP, Plant.NONE, random));
    Seeds.each(1000, random -> run(Mode.ASYNC, Plant.NONE, random));
  }

  @ParameterizedTest
  @CsvSource({"LOCKSTEP,ANY_ASSIGNMENT", "LOCKSTEP,NO_GATE", "ASYNC,SAME_LIVES"})
  void shouldFindAPlantedFault(Mode mode, Plant plant) {
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Random random = new Random(seed);
      try {
        run(mode, plant, random);
      } catch (AssertionError e) {
        return;
      }
    }
    fail("nobody finds " + plant + " with seeds to " + MOST_SEEDS);
  }

  private static void run(Mode mode, Plant plant, Random random) {
    Scenario scenario = Scenario.of(mode, random);
    ClusterSimulation simulation =
        new ClusterSimulation(
            scenario.objective(), scenario.settings(), scenario.faults(), plant, random.nextLong());
    for (int strikes = random.nextInt(STRIKES); strikes > 0; strikes--) {
      simulation.run(random.nextInt(6000));
      simulation.strike();
    }
    simulation.complete();
  }
}
