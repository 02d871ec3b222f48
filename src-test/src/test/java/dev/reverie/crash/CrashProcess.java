package dev.reverie.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@link CrashProgram} in a JVM of its own, with this one's options and class path. */
final class CrashProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path output;

  private CrashProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * @param output takes what it says
   */
  static CrashProcess start(CrashSettings settings, Path output) throws IOException {
    String options = System.getProperty("reverie.jvm.options");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(options == null ? "--add-modules=jdk.incubator.vector" : "@" + options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CrashProgram.class.getName());
    command.addAll(settings.arguments());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(output.resolveSibling(output.getFileName() + ".err").toFile())
            .start();
    return new CrashProcess(process, output);
  }

  /**
   * SIGKILL at a moment: nothing gets the chance to clean up.
   *
   * @param moment is asked every millisecond
   * @param laterNanos after the moment
   * @return whether it lived until then
   */
  boolean killAt(BooleanSupplier moment, long laterNanos) throws InterruptedException {
    while (!moment.getAsBoolean()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    boolean ended = process.waitFor(laterNanos, TimeUnit.NANOSECONDS);
    close();
    return !ended;
  }

  /** Waits until it has ended well. */
  void complete() throws IOException, InterruptedException {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the child does not end");
    } finally {
      close();
    }
    List<String> lines = lines();
    assertEquals("COMPLETED", lines.get(lines.size() - 1));
    assertEquals(0, process.exitValue());
  }

  /** What it has said so far, in whole lines. */
  List<String> lines() {
    try {
      String text = Files.readString(output);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number behind a word, in the last line with that word. */
  long last(String word) {
    long last = -1;
    for (String line : lines()) {
      if (line.startsWith(word + " ")) {
        last = Long.parseLong(line.substring(word.length() + 1));
      }
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
