package dev.reverie.simulation;

import dev.reverie.phase.Objective;
import dev.reverie.protocol.WorkerId;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** What a seed stands for: an objective, settings for it, and a world to run in. */
public record Scenario(
    Objective objective, RunSettings settings, Function<WorkerId, Node> nodes, Faults faults) {
  private static final int[] CHAINS = {1, 4, 7};

  static Scenario of(Mode mode, Random random) {
    return of(mode, 1000, random);
  }

  /**
   * @param most particles
   */
  public static Scenario of(Mode mode, int most, Random random) {
    long updates = 10 + random.nextInt(15);
    RunSettings settings = settings(mode, updates, random);
    return new Scenario(
        objective(updates, most, random), settings, nodes(settings, random), Faults.random(random));
  }

  /** Some workers are slow, and in some worlds some hear of new versions late, within the bound. */
  private static Function<WorkerId, Node> nodes(RunSettings settings, Random random) {
    int lag = random.nextInt(4) == 0 ? 1 + random.nextInt(settings.maxStaleness()) : 0;
    int pace = 1 + random.nextInt(40);
    int slow = random.nextInt() & random.nextInt();
    return id ->
        new Node(
            id.index() % 2 == 0 ? lag : 0,
            (slow >>> id.index() + 8 * (1 + id.phase()) & 1) == 0 ? 1 : pace);
  }

  private static Objective objective(long updates, int most, Random random) {
    int steps = 1 + random.nextInt(3);
    int many = random.nextInt(5) == 0 ? 300 + random.nextInt(700) : 7 + random.nextInt(20);
    int particles = Math.min(most, many);
    return switch (random.nextInt(6)) {
      case 0 -> TinyRbm.objective(Method.CD, particles, steps, updates, random.nextInt());
      case 1 -> TinyRbm.objective(Method.ML, 12, steps, updates, random.nextInt());
      case 2, 3 -> TinyRbm.objective(Method.PCD, particles, steps, updates, random.nextInt());
      default -> counting(particles, steps, random);
    };
  }

  private static Objective counting(int particles, int steps, Random random) {
    int size = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(300);
    int lastSize = 1 + random.nextInt(Math.max(1, size));
    boolean chains = size == 0 || random.nextInt(5) > 0;
    return new CountingObjective(
        size, lastSize, 1 + random.nextInt(5), chains ? particles : 0, steps);
  }

  private static RunSettings settings(Mode mode, long updates, Random random) {
    return new RunSettings(
        mode,
        CHAINS[random.nextInt(CHAINS.length)],
        1 + random.nextInt(3),
        1 + random.nextInt(6),
        updates,
        random.nextInt(4),
        Optional.of(Path.of("nowhere")),
        Map.of());
  }

  /** The same training in a mode, with other numbers of workers: a resume may change these. */
  Scenario divided(Mode mode, Random random) {
    RunSettings divided = settings(mode, settings.updates(), random);
    return new Scenario(objective, divided, nodes(divided, random), Faults.random(random));
  }

  Simulation simulation(Optional<Simulation.Resume> from, long seed) {
    return new Simulation(objective, settings, from, nodes, faults, seed);
  }
}
