package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lock-step comes to the bits of a serial loop, whatever happens on the way. */
@Tag("bits")
class LockstepSimulationTest {
  private static final int UPDATES = 20;

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "4,1", "4,2", "4,3", "7,1", "7,2", "7,3"})
  void shouldEqualASerialLoopForAnyNumberOfWorkers(int chains, int dataWorkers) {
    Objective objective = TinyRbm.objective(Method.PCD, 20, 2, UPDATES, 11);
    RunSettings settings =
        new RunSettings(
            Mode.LOCKSTEP,
            chains,
            dataWorkers,
            0,
            UPDATES,
            1,
            Optional.of(Path.of("nowhere")),
            Map.of());
    Simulation simulation = new Simulation(objective, settings, Optional.empty(), Faults.NONE, 5);
    assertEquals(Outcome.Status.COMPLETED, simulation.run().status());
    requireBits(simulation, new SerialRun(objective).run(UPDATES));
  }

  @Test
  void shouldEqualASerialLoopWhateverGetsLostOrFails() {
    Seeds.each(50, LockstepSimulationTest::runWithFaults);
  }

  @Test
  void shouldEqualASerialLoopAcrossKillAndResume() {
    Seeds.each(50, LockstepSimulationTest::runWithKills);
  }

  @Test
  @Tag("long")
  void shouldEqualASerialLoopForManySeeds() {
    Seeds.each(1000, LockstepSimulationTest::runWithFaults);
    Seeds.each(1000, LockstepSimulationTest::runWithKills);
  }

  private static void runWithFaults(Random random) {
    Scenario scenario = Scenario.of(Mode.LOCKSTEP, random);
    Simulation simulation = scenario.simulation(Optional.empty(), random.nextLong());
    simulation.run(random.nextInt(200));
    simulation.draw();
    assertEquals(Outcome.Status.COMPLETED, simulation.run().status());
    requireBits(simulation, serial(scenario));
  }

  /** Killed or stopped again and again, and resumed each time with another number of workers. */
  private static void runWithKills(Random random) {
    Scenario scenario = Scenario.of(Mode.LOCKSTEP, random);
    List<Bits> serial = serial(scenario);
    Optional<Simulation.Resume> from = Optional.empty();
    for (int life = 0; life < 4; life++) {
      Simulation simulation = scenario.simulation(from, random.nextLong());
      simulation.run(random.nextInt(800));
      if (random.nextBoolean()) {
        simulation.stopAndRun();
      }
      requireBits(simulation, serial);
      Optional<Simulation.Resume> earlier = from;
      from = simulation.resume().or(() -> earlier);
      scenario = scenario.divided(Mode.LOCKSTEP, random);
    }
    Simulation last = scenario.simulation(from, random.nextLong());
    assertEquals(Outcome.Status.COMPLETED, last.run().status());
    requireBits(last, serial);
    assertEquals(scenario.settings().updates(), last(last).updates());
  }

  private static List<Bits> serial(Scenario scenario) {
    return new SerialRun(scenario.objective()).run((int) scenario.settings().updates());
  }

  /** Every checkpoint that was offered, the last one included. */
  private static void requireBits(Simulation simulation, List<Bits> serial) {
    for (Checkpoint checkpoint : simulation.offered()) {
      int update = (int) checkpoint.updates();
      assertEquals(serial.get(update), Bits.of(checkpoint), "bits after " + update + " updates");
    }
  }

  private static Checkpoint last(Simulation simulation) {
    return simulation.offered().get(simulation.offered().size() - 1);
  }
}
