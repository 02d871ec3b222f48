package dev.reverie.benchmark.peers.process;

import dev.reverie.input.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A worker that runs. It says one line when it is warm, then waits on its standard input; for every
 * line there it measures one round and says it. It ends when its input does.
 */
public final class WorkerProcess implements AutoCloseable {
  /** No library may start threads of its own beside the cores that a worker is given. */
  private static final Map<String, String> ONE_THREAD =
      Map.of(
          "OPENBLAS_NUM_THREADS", "1",
          "OMP_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "BLIS_NUM_THREADS", "1");

  private static final int UNUSABLE = 2;
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path complaints;

  private WorkerProcess(String name, Process process, Path complaints) {
    this.name = name;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.complaints = complaints;
  }

  /** Starts a worker, which then warms up. */
  public static WorkerProcess start(Worker worker) {
    try {
      Path complaints = Files.createTempFile("reverie-compare-", ".err");
      complaints.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(worker.command()).redirectError(complaints.toFile());
      builder.environment().putAll(ONE_THREAD);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new WorkerProcess(worker.name(), process, complaints);
    } catch (IOException e) {
      throw new WorkerFailure(worker.name() + " does not start: " + e.getMessage(), e);
    }
  }

  /** Waits until it is warm. */
  public Ready ready() {
    return JsonLine.read(line(), Ready.class);
  }

  /** Has it measure one round. */
  public Round go() {
    try {
      in.write("go\n");
      in.flush();
    } catch (IOException e) {
      throw ended(e);
    }
    return JsonLine.read(line(), Round.class);
  }

  private String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw ended(null);
      }
      return line;
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** What to throw when it has ended on its own: its status 2 stands for input of no use. */
  private RuntimeException ended(Throwable cause) {
    close();
    String reason = name + ": " + lastComplaint();
    return process.exitValue() == UNUSABLE
        ? new InputException(reason, cause)
        : new WorkerFailure(reason, cause);
  }

  private String lastComplaint() {
    try {
      List<String> lines = Files.readAllLines(complaints);
      return lines.isEmpty()
          ? "ended with status " + process.exitValue()
          : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "ended with status " + process.exitValue();
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
