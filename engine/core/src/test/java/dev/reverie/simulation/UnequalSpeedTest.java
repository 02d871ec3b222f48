package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two chains with half of the particles each, one ten times slower than the other but within the
 * bound on staleness. The particles' statistics are constants, 0 in one half and 1 in the other, so
 * that the expectation is exact: 1/2.
 */
class UnequalSpeedTest {
  private static final int PARTICLES = 40;
  private static final int UPDATES = 400;
  private static final int STALENESS = 60;
  private static final int SLOWNESS = 10;

  @Test
  void shouldNotFavourParticlesThatAreSweptMoreOften() {
    HalvesObjective objective = new HalvesObjective(PARTICLES);
    RunSettings settings =
        new RunSettings(Mode.ASYNC, 2, 2, STALENESS, UPDATES, 0, Optional.empty(), Map.of());
    Simulation simulation =
        new Simulation(
            objective,
            settings,
            Optional.empty(),
            id -> new Node(0, id.index() == 1 ? SLOWNESS : 1),
            Faults.NONE,
            17);
    assertEquals(Outcome.Status.COMPLETED, simulation.run().status());
    int begin = objective.counts().indexOf((long) PARTICLES);
    assertTrue(begin >= 0 && begin < STALENESS, "both halves are there from update " + begin);
    List<Double> averages = objective.averages().subList(begin, UPDATES);
    averages.forEach(average -> assertEquals(0.5, average, "average"));
    requireThatArrivalsWouldBeBiased(simulation);
  }

  /**
   * Each arrival counted once, as a queue of contributions would have it, gives the quick half ten
   * times the weight.
   */
  private static void requireThatArrivalsWouldBeBiased(Simulation simulation) {
    TreeMap<Integer, Long> arrivals = simulation.books().arrivals();
    double naive = (double) arrivals.get(1) / (arrivals.get(0) + arrivals.get(1));
    assertTrue(arrivals.get(1) > 20, "arrivals of the slow half: " + arrivals);
    assertEquals(1.0 / (1 + SLOWNESS), naive, 0.03, "average of all arrivals");
  }
}
