package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import dev.reverie.run.Mode;
import dev.reverie.simulation.Scenario;
import dev.reverie.simulation.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole protocol of a cluster, whatever happens to its nodes and between them. */
class ClusterSimulationTest {
  private static final int MOST_STRIKES = 10;
  private static final int EVENTS = 6000;
  private static final int MOST_PARTICLES = 100;
  private static final int MOST_SEEDS = 300;

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
    Scenario scenario = Scenario.of(mode, MOST_PARTICLES, random);
    ClusterSimulation simulation =
        new ClusterSimulation(
            scenario.objective(), scenario.settings(), scenario.faults(), plant, random.nextLong());
    List<Strike> strikes = strikes(plant);
    int least = plant == Plant.NONE ? 0 : MOST_STRIKES;
    for (int more = least + random.nextInt(MOST_STRIKES); more > 0; more--) {
      simulation.run(random.nextInt(EVENTS));
      simulation.strike(strikes.get(random.nextInt(strikes.size())));
    }
    simulation.complete();
  }

  private static List<Strike> strikes(Plant plant) {
    return plant == Plant.NO_FENCE
        ? List.of(Strike.JOIN, Strike.CUT, Strike.CUT, Strike.RESTART_CONDUCTOR)
        : List.of(Strike.values());
  }
}
