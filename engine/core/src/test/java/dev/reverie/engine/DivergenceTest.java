package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongToDoubleFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A number that is not finite or too large ends the run where it appears, and goes nowhere. */
final class DivergenceTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  private static final int GOOD_UPDATES = 23;
  private static final int LAST_CHECKPOINT = 20;
  private static final int PARTICLES = 12;
  private static final double[][] ROWS = Gaussian.rows(20);
  private static final Predicate<double[]> IS_ROW = x -> Arrays.asList(ROWS).contains(x);

  @TempDir private Path folder;
  private final Guard guard = new Guard();

  private static Training training(Energy energy, LongToDoubleFunction rate) {
    MetropolisObjective objective =
        Gaussian.learning(energy, ROWS).rate(rate).particles(PARTICLES, 2).build();
    return Training.of(objective).chains(3).dataWorkers(2);
  }

  private static Training training(SpoiledEnergy.Part part, Predicate<double[]> states, int calls) {
    return training(new SpoiledEnergy(Gaussian.ENERGY, part, states, calls), update -> 0.1);
  }

  /** With checkpoints, and a guard before every reader of a snapshot. */
  private Outcome outcome(Training training) {
    return ENGINES
        .start(
            training
                .around(objective -> new HookedObjective(objective, guard))
                .updates(100)
                .checkpointsIn(folder, 10))
        .outcome();
  }

  private static final class Guard implements Hooks {
    private final AtomicLong lastUpdate = new AtomicLong();

    @Override
    public void updating(long update) {
      lastUpdate.set(update);
    }

    @Override
    public void stepping(Snapshot snapshot, int firstParticle) {
      requireGood(snapshot);
    }

    @Override
    public void contributing(Snapshot snapshot, long batch) {
      requireGood(snapshot);
    }

    private static void requireGood(Snapshot snapshot) {
      if (!Checkpoint.blocks(snapshot.parameters()).values().stream().allMatch(Guard::isGood)) {
        throw new AssertionError("published: version " + snapshot.version());
      }
    }

    private static boolean isGood(float[] numbers) {
      for (float number : numbers) {
        if (!(Math.abs(number) <= 1e4f)) {
          return false;
        }
      }
      return true;
    }
  }

  private static void assertDiverged(Outcome outcome, String reason) {
    assertEquals(reason, outcome.reason());
    assertEquals(Outcome.Status.DIVERGED, outcome.status());
    assertTrue(outcome.particles().isEmpty());
    Guard.requireGood(outcome.parameters());
  }

  private void assertLastGoodStays(Outcome outcome) {
    assertEquals(GOOD_UPDATES, outcome.parameters().version().number());
    assertEquals(LAST_CHECKPOINT, outcome.progress().checkpoint());
    CheckpointStore.Loaded loaded = new CheckpointStore(folder).newest();
    assertEquals(List.of(), loaded.skipped());
    Checkpoint checkpoint = loaded.checkpoint().orElseThrow();
    assertEquals(LAST_CHECKPOINT, checkpoint.updates());
    assertTrue(checkpoint.parameters().values().stream().allMatch(Guard::isGood));
  }

  private void assertKeptFromTheRule() {
    assertEquals(GOOD_UPDATES - 1, guard.lastUpdate.get());
  }

  /** Each row is asked once an update. */
  @Test
  void shouldStopAtAStatisticOfTheDataThatIsNotANumber() {
    Outcome outcome =
        outcome(training(SpoiledEnergy.Part.GRADIENT, IS_ROW, ROWS.length * GOOD_UPDATES));
    assertDiverged(outcome, "diverged in phase positive: P12=NaN");
    assertKeptFromTheRule();
    assertLastGoodStays(outcome);
  }

  /** Each particle is asked once an update. */
  @Test
  void shouldStopAtAStatisticOfAParticleThatIsNotANumber() {
    Outcome outcome =
        outcome(training(SpoiledEnergy.Part.GRADIENT, IS_ROW.negate(), PARTICLES * GOOD_UPDATES));
    assertDiverged(outcome, "diverged in phase negative: P12=NaN");
    assertKeptFromTheRule();
    assertLastGoodStays(outcome);
  }

  /** Asked at the start of each particle, and for two states in each of two steps of an update. */
  @Test
  void shouldStopAtAnEnergyThatIsNotANumber() {
    int calls = PARTICLES + 4 * PARTICLES * GOOD_UPDATES;
    Outcome outcome = outcome(training(SpoiledEnergy.Part.ENERGY, IS_ROW.negate(), calls));
    String particle = outcome.reason().replaceAll("\\D+", "");
    assertDiverged(outcome, "diverged in phase negative: energy of particle " + particle + "=NaN");
    assertLastGoodStays(outcome);
  }

  @Test
  void shouldStopAtAnUpdateThatIsNotFinite() {
    Outcome outcome =
        outcome(training(Gaussian.ENERGY, update -> update < GOOD_UPDATES ? 0.1 : 1.0 / 0));
    assertTrue(
        outcome.reason().matches("diverged in phase update: velocity of \\w+=(-?Infinity|NaN)"),
        outcome::reason);
    assertDiverged(outcome, outcome.reason());
    assertLastGoodStays(outcome);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldStopAtWeightsThatAreTooLarge(Mode mode) {
    Outcome outcome = outcome(Training.rbm().mode(mode).chains(2).rate(1e7));
    assertTrue(
        outcome
            .reason()
            .matches(
                "diverged in phase update: largest magnitude in weights=\\S+, must be at most"
                    + " 10000.0"),
        outcome::reason);
    assertDiverged(outcome, outcome.reason());
    assertEquals(0, outcome.parameters().version().number());
    assertFalse(new CheckpointStore(folder).newest().checkpoint().isPresent());
  }

  @Test
  void shouldStopAtAStartThatIsNotANumber() {
    Training training = training(SpoiledEnergy.Part.ENERGY, IS_ROW.negate(), 5).chains(1);
    Outcome outcome = outcome(training);
    assertDiverged(outcome, "diverged in phase negative: energy of particle 5=NaN");
  }

  @Test
  void shouldSayWhyNoChainCanBeStarted() {
    Energy walled = LinearEnergy.on(1).base(x -> Double.POSITIVE_INFINITY).build();
    Outcome outcome = outcome(Training.of(MetropolisObjective.of(walled).build()));
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals(
        "host failed: dev.reverie.input.InputException: the energy is infinite at 1000 starts of"
            + " particle 0, must be finite near the start's centre",
        outcome.reason());
  }
}
