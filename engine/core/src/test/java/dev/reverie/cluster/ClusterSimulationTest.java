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
  private static final List<Strike> ALL = List.of(Strike.values());

  /** Two conductors again and again. */
  private static final List<Strike> RIVALS =
      List.of(Strike.JOIN, Strike.CUT, Strike.CUT, Strike.RESTART_CONDUCTOR);

  @Test
  void shouldEqualASerialLoopWhateverHappensInLockstep() {
    Seeds.each(50, random -> run(Mode.LOCKSTEP, Plant.NONE, ALL, random));
  }

  @Test
  void shouldKeepItsBooksWhateverHappensAsynchronously() {
    Seeds.each(50, random -> run(Mode.ASYNC, Plant.NONE, ALL, random));
  }

  @Test
  void shouldEqualASerialLoopWhereverConductorsRival() {
    Seeds.each(25, random -> run(Mode.LOCKSTEP, Plant.NONE, RIVALS, random));
  }

  @Test
  @Tag("long")
  void shouldDoSoForManySeeds() {
    Seeds.each(1000, random -> run(Mode.LOCKSTEP, Plant.NONE, ALL, random));
    Seeds.each(1000, random -> run(Mode.ASYNC, Plant.NONE, ALL, random));
    Seeds.each(1000, random -> run(Mode.LOCKSTEP, Plant.NONE, RIVALS, random));
    Seeds.each(1000, random -> run(Mode.ASYNC, Plant.NONE, RIVALS, random));
  }

  @ParameterizedTest
  @CsvSource({"LOCKSTEP,ANY_ASSIGNMENT,20", "LOCKSTEP,NO_GATE,1", "ASYNC,SAME_LIVES,60"})
  void shouldFindAPlantedFault(Mode mode, Plant plant, long seed) {
    requireFound(mode, plant, ALL, seed);
  }

  @Test
  void shouldFindThatAnOlderEpochWrites() {
    requireFound(Mode.LOCKSTEP, Plant.NO_FENCE, RIVALS, 1);
  }

  /**
   * @param first of the seeds of which one must fail
   */
  private static void requireFound(Mode mode, Plant plant, List<Strike> strikes, long first) {
    for (long seed = first; seed < first + MOST_SEEDS; seed++) {
      try {
        run(mode, plant, strikes, new Random(seed));
      } catch (AssertionError e) {
        return;
      }
    }
    fail("nothing finds " + plant + " from seed " + first + " on");
  }

  private static void run(Mode mode, Plant plant, List<Strike> strikes, Random random) {
    Scenario scenario = Scenario.of(mode, MOST_PARTICLES, random);
    ClusterSimulation simulation =
        new ClusterSimulation(
            scenario.objective(), scenario.settings(), scenario.faults(), plant, random.nextLong());
    int least = plant == Plant.NONE ? 0 : MOST_STRIKES;
    for (int more = least + random.nextInt(MOST_STRIKES); more > 0; more--) {
      simulation.run(random.nextInt(EVENTS));
      simulation.strike(strikes.get(random.nextInt(strikes.size())));
    }
    simulation.complete();
  }
}
