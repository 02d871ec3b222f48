package dev.reverie.service.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of this machine. */
final class ChildProcess implements NodeProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  /** Ctrl-C goes to all processes of a terminal, and the children hear of it by their input. */
  private static final List<String> DEAF =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /** Starts one in this process's own working folder. */
  static ChildProcess start(List<String> command, Events events) throws IOException {
    List<String> deaf = new ArrayList<>(DEAF);
    deaf.addAll(command);
    Process process = new ProcessBuilder(deaf).start();
    CompletableFuture<Void> out = lines(process.getInputStream(), events::said);
    CompletableFuture<Void> err = lines(process.getErrorStream(), events::complained);
    CompletableFuture.allOf(out, err, process.onExit())
        .whenComplete((done, failure) -> events.ended(process.exitValue()));
    return new ChildProcess(process);
  }

  private static CompletableFuture<Void> lines(InputStream in, Consumer<String> each) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().forEach(each);
              } catch (IOException | UncheckedIOException e) {
                LOG.warn("a node's words are lost: {}", e.toString());
              } finally {
                end.complete(null);
              }
            },
            "lines");
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.warn("a node's input does not end: {}", e.toString());
    }
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }
}
