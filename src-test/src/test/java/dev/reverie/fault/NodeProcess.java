package dev.reverie.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, with this one's options and class path. */
final class NodeProcess implements AutoCloseable {
  private static final String MAIN = "dev.reverie.service.Main";

  private final String name;
  private final Process process;
  private final Path output;

  private NodeProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * @param output takes what it says
   * @param jvm more options
   * @param command of Reverie
   */
  static NodeProcess start(String name, Path output, List<String> jvm, List<String> command) {
    return start(name, output, List.of(), jvm, command);
  }

  /**
   * @param wrapper a command that runs the command behind it, in the same process
   */
  static NodeProcess start(
      String name, Path output, List<String> wrapper, List<String> jvm, List<String> command) {
    String options = System.getProperty("reverie.jvm.options");
    List<String> all = new ArrayList<>(wrapper);
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.add(options == null ? "--add-modules=jdk.incubator.vector" : "@" + options);
    all.addAll(List.of("-XX:ActiveProcessorCount=1", "-Xmx256m"));
    all.addAll(jvm);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    all.addAll(command);
    try {
      Process process =
          new ProcessBuilder(all)
              .directory(output.toAbsolutePath().getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      return new NodeProcess(name, process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has one process train by itself, in a folder that does not exist yet; returns the run's. */
  static Path train(Path folder, List<String> settings) throws IOException {
    Files.createDirectory(folder);
    List<String> command = new ArrayList<>(List.of("train", "--out=run"));
    command.addAll(settings);
    try (NodeProcess process = start("train", folder.resolve("train.out"), List.of(), command)) {
      if (process.await(600) != 0) {
        throw new AssertionError(process.said());
      }
    }
    return folder.resolve("run");
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit status, once it has ended. */
  int await(long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(this + " does not end: " + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** SIGKILL: nothing gets the chance to clean up. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGSTOP: it stands still, and its connections stay open. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void goOn() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + signal + " of " + this + " has status " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All that it, and those of its name before it, have said. */
  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return name + " (process " + process.pid() + ")";
  }
}
