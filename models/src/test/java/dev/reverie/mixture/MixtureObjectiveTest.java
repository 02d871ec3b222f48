package dev.reverie.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.LockStepLoop;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MixtureObjectiveTest {
  private static final int ROWS = 300;

  private static MixtureObjective bits(long seed) {
    BinaryRows rows = BinaryRows.of(GeneratedData.digits(28, ROWS), Binarisation.SAMPLE, 1);
    return new MixtureObjective(
        new BernoulliMixture(70, rows.columns()), rows, MixtureLearning.of(seed));
  }

  private static MixtureObjective reals(long seed) {
    StateRows rows = MixtureData.reals(MixtureData.randomReals(ROWS, 5, 2));
    return new MixtureObjective(new GaussianMixture(70, 5), rows, MixtureLearning.of(seed));
  }

  private static float[] learned(MixtureObjective objective, int parts) {
    LockStepLoop loop = new LockStepLoop(objective, parts);
    loop.update(4);
    return loop.parameters().values();
  }

  @Test
  @Tag("bits")
  void shouldGiveTheSameBitsInAnyParts() {
    float[] bits = learned(bits(1), 1);
    float[] reals = learned(reals(1), 1);
    for (int parts : new int[] {2, 3, 7}) {
      assertArrayEquals(bits, learned(bits(1), parts));
      assertArrayEquals(reals, learned(reals(1), parts));
    }
    assertFalse(Arrays.equals(bits, learned(bits(2), 1)));
    assertFalse(Arrays.equals(reals, learned(reals(2), 1)));
  }

  /** As computed on JDK 17 and 25. */
  @Test
  @Tag("bits")
  void shouldGiveTheSameBitsEverywhere() {
    assertEquals(BITS, Arrays.hashCode(learned(bits(1), 1)));
    assertEquals(REALS, Arrays.hashCode(learned(reals(1), 1)));
  }

  private static final int BITS = 288748388;
  private static final int REALS = 1812781100;

  /** What is derived is the same from the parameters alone, as after a file was read. */
  @Test
  void shouldDeriveFromWhatIsLearned() {
    for (MixtureObjective objective : new MixtureObjective[] {bits(1), reals(1)}) {
      LockStepLoop loop = new LockStepLoop(objective, 1);
      loop.update(2);
      Parameters read = new Parameters(objective.layout());
      for (String name : new String[] {"mixing", "means"}) {
        read.setRows(
            objective.layout().block(name), loop.parameters().rows(objective.layout().block(name)));
      }
      if (objective.mixture() instanceof GaussianMixture gaussian) {
        read.setRows(gaussian.logVariances(), loop.parameters().rows(gaussian.logVariances()));
      }
      objective.derive(read);
      assertArrayEquals(loop.parameters().values(), read.values());
    }
  }

  /** Each component lies near a row of its own, also where rows are equal. */
  @Test
  void shouldStartFromRowsOfTheData() {
    float[][] data = new float[40][3];
    for (int n = 0; n < 40; n++) {
      data[n][0] = 100 * n;
    }
    GaussianMixture mixture = new GaussianMixture(40, 3);
    MixtureObjective objective =
        new MixtureObjective(mixture, MixtureData.reals(data), MixtureLearning.of(3));
    Parameters start = new Parameters(objective.layout());
    objective.initialise(start);
    double sum = 0;
    for (int k = 0; k < 40; k++) {
      sum += start.at(mixture.means(), k, 0) / 40;
    }
    double deviation = Math.sqrt(mixture.moments(MixtureData.reals(data)).variances()[0]);
    assertEquals(1950, sum, 5 * 0.1 * deviation / Math.sqrt(40));
    assertTrue(start.at(mixture.means(), 0, 1) != start.at(mixture.means(), 1, 1));
  }

  @Test
  void shouldStopAtWhatIsNotANumber() {
    MixtureObjective objective = reals(1);
    Parameters start = new Parameters(objective.layout());
    objective.initialise(start);
    start.values()[((GaussianMixture) objective.mixture()).centres().offset()] = Float.NaN;
    LockStepLoop loop = new LockStepLoop(objective, 2, start);
    DivergedException diverged = assertThrows(DivergedException.class, () -> loop.update(1));
    assertEquals("positive", diverged.phase());
    assertTrue(diverged.getMessage().contains("log-density of row 0=NaN"));
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    BinaryRows rows = MixtureData.bits(MixtureData.randomBits(4, 3, 1));
    refused(
        "components=5, must be at most the 4 rows",
        () -> new MixtureObjective(new BernoulliMixture(5, 3), rows, MixtureLearning.of(1)));
    refused("components=0 columns=3", () -> new BernoulliMixture(0, 3));
    refused("pseudo-count=-1.0", () -> new MixtureLearning(-1, 0.1, 1));
    refused("pseudo-count=NaN", () -> new MixtureLearning(Double.NaN, 0.1, 1));
    refused("variance-floor=0.0", () -> new MixtureLearning(1, 0, 1));
    BernoulliMixture mixture = new BernoulliMixture(2, 3);
    Parameters parameters = MixtureData.random(mixture, 1);
    parameters.set(mixture.means(), 1, 2, 1);
    refused("means[1,2]=1.0, must lie in (0, 1)", () -> mixture.derive(parameters));
    parameters.set(mixture.mixing(), 0, 1, Float.NaN);
    refused("mixing[1]=NaN, must lie in (0, 1]", () -> mixture.derive(parameters));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new MixtureObjective(
                mixture, MixtureData.reals(new float[2][3]), MixtureLearning.of(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MixtureObjective(new BernoulliMixture(2, 4), rows, MixtureLearning.of(1)));
  }

  private static void refused(String what, Runnable attempt) {
    String said = assertThrows(InputException.class, attempt::run).getMessage();
    assertTrue(said.contains(what), said);
  }
}
