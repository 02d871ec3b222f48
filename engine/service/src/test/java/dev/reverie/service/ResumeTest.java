package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.console.Interrupts;
import dev.reverie.service.folder.FolderLock;
import dev.reverie.service.folder.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResumeTest {
  private static final String LONG = "--epochs=5000";

  @TempDir Path folder;

  /** Says stop when there is a first checkpoint, at whatever update that is. */
  private Interrupts atFirstCheckpoint(CompletableFuture<Void> stopped) {
    return stop -> {
      CompletableFuture.runAsync(
          () -> {
            while (checkpoints().isEmpty()) {
              Thread.onSpinWait();
            }
            stop.run();
            stopped.complete(null);
          });
      return () -> {};
    };
  }

  @Test
  void shouldStopAtACleanPointAndSayHowToGoOn() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    Run run =
        Run.in(folder, atFirstCheckpoint(stopped), Trained.arguments("run", "--epochs=1000000"));
    stopped.join();

    assertEquals(0, run.status(), run::toString);
    assertTrue(
        run.out().endsWith("./reverie train --resume " + folder.resolve("run") + "\n"), run::out);
    assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
  }

  @Test
  void shouldEndWithTheSameModelAsARunThatWasNotStopped() throws Exception {
    Trained.run(folder, "whole", LONG);
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    Run first = Run.in(folder, atFirstCheckpoint(stopped), Trained.arguments("run", LONG));
    stopped.join();
    assertTrue(first.out().contains("stopped after"), first::out);
    Run resumed = Run.in(folder, "train", "--resume=run");

    assertEquals(0, resumed.status(), resumed::toString);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/model.safetensors")),
        Files.readAllBytes(folder.resolve("run/model.safetensors")));
  }

  @Test
  void shouldSayThatARunIsFinished() throws Exception {
    Trained.run(folder, "run", "--epochs=3");
    byte[] model = Files.readAllBytes(folder.resolve("run/model.safetensors"));
    Files.delete(folder.resolve("run/model.safetensors"));
    Run again = Run.in(folder, "train", "--resume=run");

    assertEquals(0, again.status(), again::toString);
    assertTrue(again.out().contains("is finished: 3 of 3 epochs"), again::out);
    assertArrayEquals(model, Files.readAllBytes(folder.resolve("run/model.safetensors")));
  }

  @Test
  void shouldExtendARun() throws Exception {
    Trained.run(folder, "run", "--epochs=3");
    Run extended = Run.in(folder, "train", "--resume=run", "--epochs=5");

    assertEquals(0, extended.status(), extended::toString);
    assertTrue(extended.out().contains("going on at update 9"), extended::out);
    List<String> rows = Files.readAllLines(folder.resolve("run/metrics.csv"));
    assertTrue(rows.get(rows.size() - 1).startsWith("5,15,"), rows::toString);
    assertTrue(Files.readString(folder.resolve("run/settings.conf")).contains("epochs = 5"));
  }

  @Test
  void shouldLetThoseChangeWhoComputeOnly() {
    Trained.run(folder, "run", "--epochs=3");
    Run resumed =
        Run.in(
            folder,
            "train",
            "--resume=run",
            "--epochs=4",
            "--threads=1",
            "--chains=3",
            "--mode=async",
            "--max-staleness=2",
            "--hidden=8");

    assertEquals(0, resumed.status(), resumed::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--data=digits",
        "--binarise=sample",
        "--hidden=9",
        "--batch=11",
        "--particles=21",
        "--steps=2",
        "--rate=0.2",
        "--rate-decay=none",
        "--momentum=0.1",
        "--weight-decay=0.1",
        "--weight-scale=0.1",
        "--method=cd",
        "--seed=2",
        "--checkpoint-every=6"
      })
  void shouldRefuseAnyOtherChangeByName(String option) throws Exception {
    Trained.run(folder, "run", "--epochs=1");
    String settings = Files.readString(folder.resolve("run/settings.conf"));
    Run run = Run.in(folder, "train", "--resume=run", "--epochs=2", option);

    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.err().lines().count(), run::err);
    String name = option.substring(2, option.indexOf('='));
    assertTrue(run.err().startsWith("reverie: " + name + "="), run::err);
    assertTrue(run.err().contains("must stay"), run::err);
    assertEquals(settings, Files.readString(folder.resolve("run/settings.conf")));
  }

  @Test
  void shouldRefuseFewerEpochs() {
    Trained.run(folder, "run", "--epochs=3");
    Run run = Run.in(folder, "train", "--resume=run", "--epochs=2");

    assertEquals(2, run.status());
    assertTrue(run.err().contains("epochs=2, must be at least the 3"), run::err);
  }

  @Test
  void shouldRefuseDataThatHaveChanged() throws Exception {
    Path data = folder.resolve("data.csv");
    Files.writeString(data, "0,1,1\n1,0,0\n1,1,0\n0,1,1\n");
    Run first = Run.in(folder, "train", "--data=" + data, "--hidden=2", "--epochs=1", "--out=run");
    assertEquals(0, first.status(), first::toString);
    Files.writeString(data, "0,1,1\n1,0,0\n1,1,1\n0,1,1\n");
    Run second = Run.in(folder, "train", "--resume=run", "--epochs=2");

    assertEquals(2, second.status(), second::toString);
    assertTrue(second.err().contains("must be the data that the run began with"), second::err);
  }

  @Test
  void shouldUseAnEarlierCheckpointWhenTheNewestIsDamaged() throws Exception {
    Trained.run(folder, "run", "--epochs=5");
    byte[] model = Files.readAllBytes(folder.resolve("run/model.safetensors"));
    Path newest = checkpoints().get(0);
    damage(newest);
    Run run = Run.in(folder, "train", "--resume=run");

    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("skipped: checkpoint " + newest), run::out);
    assertArrayEquals(model, Files.readAllBytes(folder.resolve("run/model.safetensors")));
  }

  @Test
  void shouldRefuseARunWithoutAnyGoodCheckpoint() throws Exception {
    Trained.run(folder, "run", "--epochs=5");
    for (Path checkpoint : checkpoints()) {
      damage(checkpoint);
    }
    Run run = Run.in(folder, "train", "--resume=run");

    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains("no checkpoint in"), run::err);
  }

  @Test
  void shouldRefuseAnUnknownKeyInARunsSettings() throws Exception {
    Trained.run(folder, "run", "--epochs=1");
    Path settings = folder.resolve("run/settings.conf");
    Files.writeString(settings, Files.readString(settings) + "reverie.train.speed = 9\n");
    Run run = Run.in(folder, "train", "--resume=run", "--epochs=2");

    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("unknown key reverie.train.speed"), run::err);
  }

  @Test
  void shouldRefuseACheckpointOfAnotherTraining() throws Exception {
    Trained.run(folder, "run", "--epochs=1");
    Path settings = folder.resolve("run/settings.conf");
    Files.writeString(settings, Files.readString(settings).replace("batch = 10", "batch = 15"));
    Run run = Run.in(folder, "train", "--resume=run", "--epochs=2");

    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("the checkpoint has batch=10, must have 15"), run::err);
  }

  @Test
  void shouldRefuseARunThatIsBeingTrained() {
    Trained.run(folder, "run", "--epochs=1");
    FolderLock lock = FolderLock.take(new RunFolder(folder.resolve("run")));
    Run run = Run.in(folder, "train", "--resume=run", "--epochs=2");
    lock.close();

    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("is being trained by another process"), run::err);
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  /** Newest first. */
  private List<Path> checkpoints() {
    if (!Files.exists(folder.resolve("run/checkpoint"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve("run/checkpoint"))) {
      return files
          .filter(file -> file.toString().endsWith(".checkpoint"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
