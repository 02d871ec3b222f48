package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM of the same version and class path: an implementation is chosen once in the life of
 * one.
 */
final class ChildJvm {
  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static ChildJvm start(Path folder, String numeric, Class<?> program) throws IOException {
    Path output = folder.resolve(numeric + ".out");
    String options = System.getProperty("reverie.jvm.options");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    options == null ? "--add-modules=jdk.incubator.vector" : "@" + options,
                    "-Dreverie.numeric=" + numeric,
                    "-cp",
                    System.getProperty("java.class.path"),
                    program.getName()))
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve(numeric + ".err").toFile())
            .start();
    return new ChildJvm(process, output);
  }

  /** What it printed, after it has ended well. */
  String output() throws IOException, InterruptedException {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the child JVM does not end");
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), () -> "the child JVM failed: " + errors() + said);
    return said;
  }

  private String errors() {
    try {
      String name = output.getFileName().toString().replace(".out", ".err");
      return Files.readString(output.resolveSibling(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
