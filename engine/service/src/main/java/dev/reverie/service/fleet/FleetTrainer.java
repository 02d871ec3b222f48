package dev.reverie.service.fleet;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Interrupts;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.training.OpenRun;
import dev.reverie.service.training.Plan;
import dev.reverie.service.training.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Trains on several nodes of this machine. Everything is checked before anything is written or
 * started.
 */
public final class FleetTrainer {
  private static final String HOST = "127.0.0.1";
  private static final int WORKERS_A_NODE = 4;
  private static final int MOST_NODES = 64;

  private final Console console;
  private final int nodes;
  private final Planner planner;

  public FleetTrainer(Console console, int nodes) {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new InputException("nodes=" + nodes + ", must be from 1 to " + MOST_NODES);
    }
    this.console = console;
    this.nodes = nodes;
    this.planner = new Planner(console.folder());
  }

  /**
   * Trains anew.
   *
   * @return the exit status
   */
  public int begin(SettingsFile file, Given given, Optional<Path> out) {
    Plan plan = planner.fresh(file, withWorkers(given.over(file)), out);
    plan.folder().create();
    try (OpenRun open = OpenRun.starter(plan.folder())) {
      return train(open.folder(), plan, Optional.empty());
    }
  }

  /** So many workers, where nothing is said of them, that every node is likely to win some. */
  private Given withWorkers(Given given) {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    int workers = Math.max(WORKERS_A_NODE * nodes, Runtime.getRuntime().availableProcessors());
    texts.put(Setting.THREADS, Integer.toString(workers));
    texts.putAll(given.texts());
    return new Given(texts);
  }

  /**
   * Goes on with a run.
   *
   * @return the exit status
   */
  public int resume(Path path, Given given) {
    Plan plan = planner.resumed(path, given);
    try (OpenRun open = OpenRun.starter(plan.folder())) {
      Optional<Checkpoint> newest = plan.newest(console);
      return plan.isFinished(newest, console) ? 0 : train(open.folder(), plan, newest);
    }
  }

  private int train(RunFolder folder, Plan plan, Optional<Checkpoint> resumeFrom) {
    forgetStatus(folder);
    plan.write();
    plan.introduce(console, resumeFrom);
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / nodes);
    List<String> addresses = Ports.free(nodes).stream().map(port -> HOST + ":" + port).toList();
    return run(
        new Fleet(
            console,
            folder,
            addresses,
            (name, address, seeds, events) ->
                ChildProcess.start(
                    NodeCommandLine.of(name, folder.path(), address, seeds, cores), events)));
  }

  /** What an earlier session left. */
  private static void forgetStatus(RunFolder folder) {
    try {
      Files.deleteIfExists(folder.status());
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }

  private int run(Fleet fleet) {
    CountDownLatch complete = new CountDownLatch(1);
    Interrupts.Registration registration =
        console.interrupts().onInterrupt(() -> stop(fleet, complete));
    try {
      return fleet.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } finally {
      complete.countDown();
      registration.close();
    }
  }

  /** Called from outside; returns when all nodes have ended. */
  private static void stop(Fleet fleet, CountDownLatch complete) {
    fleet.stop();
    try {
      complete.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
