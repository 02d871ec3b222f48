package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Chains of equal speed on one node, whose turns come at random: the negative phase must not fall
 * behind the parameters, or learning swings.
 */
class PhaseLagTest {
  private static final int UPDATES = 400;

  @Test
  void shouldKeepChainsOfEqualSpeedInStep() {
    Seeds.each(10, PhaseLagTest::run);
  }

  private static void run(Random random) {
    int chains = 2 + random.nextInt(3);
    RunSettings settings =
        new RunSettings(Mode.ASYNC, chains, 2, 8, UPDATES, 0, Optional.empty(), Map.of());
    Simulation simulation =
        new Simulation(
            new HalvesObjective(40),
            settings,
            Optional.empty(),
            id -> Node.NEAR,
            Faults.NONE,
            random.nextLong());
    assertEquals(Outcome.Status.COMPLETED, simulation.run().status());
    TreeMap<Long, Long> ages = simulation.books().ages(0);
    double inStep = (double) ages.get(0L) / ages.values().stream().mapToLong(n -> n).sum();
    assertTrue(inStep >= 0.97, chains + " chains, ages in versions: " + ages);
  }
}
