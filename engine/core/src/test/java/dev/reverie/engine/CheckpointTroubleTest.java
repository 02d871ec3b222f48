package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that takes no checkpoint does not stop the training, which says so. */
final class CheckpointTroubleTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  @TempDir private Path temporary;
  private Path folder;

  /** What is in the way works for any user, unlike permissions. */
  @BeforeEach
  void putAFileWhereTheFolderShouldBe() throws IOException {
    folder = Files.createFile(temporary.resolve("checkpoint"));
  }

  private Training training(Mode mode) {
    return Training.rbm().mode(mode).updates(60).chains(2).checkpointsIn(folder, 10);
  }

  private void assertTroubleIn(Progress progress, long update) {
    assertEquals(
        "checkpoint of update " + update + " not written: " + folder + " is not a folder",
        progress.trouble());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldTrainOnAndSayWhatIsTheMatter(Mode mode) {
    Outcome outcome = ENGINES.start(training(mode)).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertEquals(60, outcome.progress().done());
    assertTroubleIn(outcome.progress(), 60);
    assertEquals(-1, outcome.progress().checkpoint());
    assertTrue(outcome.checkpoint().isEmpty());
  }

  @Test
  void shouldWriteAgainOnceTheTroubleIsOver() {
    Hooks repair =
        new Hooks() {
          @Override
          public void updating(long update) {
            if (update == 35) {
              delete(folder);
            }
          }
        };
    RunningEngine engine =
        ENGINES.start(training(Mode.LOCKSTEP).around(inner -> new HookedObjective(inner, repair)));
    Outcome outcome = engine.outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertEquals("", outcome.progress().trouble());
    assertEquals(60, outcome.progress().checkpoint());
    SerialLoop.train(training(Mode.LOCKSTEP)).assertSameBits(Trained.in(folder));
  }

  @Test
  void shouldNameTheLastGoodCheckpointInItsOutcome() {
    delete(folder);
    Path lastGood = folder.resolve("update-000000000030.checkpoint");
    Hooks breakage =
        new Hooks() {
          @Override
          public void updating(long update) {
            if (update == 35) {
              move(folder, temporary.resolve("moved"));
              createFile(folder);
            }
          }
        };
    Outcome outcome =
        ENGINES
            .start(training(Mode.LOCKSTEP).around(inner -> new HookedObjective(inner, breakage)))
            .outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertTroubleIn(outcome.progress(), 60);
    assertEquals(30, outcome.progress().checkpoint());
    assertEquals(lastGood, outcome.checkpoint().orElseThrow());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createFile(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
