package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes learn what one learns. */
final class ClusterTest {
  private static final String[] SETTINGS = {
    "--hidden=8", "--epochs=1", "--particles=20", "--batch=1000", "--mode=lockstep", "--seed=3"
  };

  @TempDir Path folder;

  private Run run(String... command) {
    Run run =
        Run.in(
            folder, Stream.concat(Stream.of(command), Stream.of(SETTINGS)).toArray(String[]::new));
    assertEquals(0, run.status(), run::toString);
    return run;
  }

  @Test
  @Tag("long")
  void shouldGiveTheBytesOfATrainingInOneProcess() throws Exception {
    run("train", "--out=one");
    Run several = run("cluster", "--nodes=3", "--out=several");

    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/model.safetensors")),
        Files.readAllBytes(folder.resolve("several/model.safetensors")));
    assertTrue(several.out().contains("trained 1 of 1 epochs (10 updates)"), several::out);
    assertTrue(several.out().contains("log Z"), several::out);
    assertEquals("", several.err());
    Run status = Run.in(folder, "status", "several");
    assertTrue(status.out().contains("state       completed"), status::out);
  }
}
