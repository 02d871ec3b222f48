package dev.reverie.service.status;

import dev.reverie.clock.Clock;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.input.InputException;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.training.Pulse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run's status file fresh while a node has the aggregator. */
public final class StatusKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusKeeper.class);
  private static final long SECOND = 1;

  private final Path file;
  private final String conductor;
  private final int epoch;
  private final Supplier<Optional<Pulse>> pulse;
  private final Traffic traffic;
  private final ScheduledExecutorService thread;
  private List<RunStatus.NodeLine> nodes = List.of();
  private NodeEvent.GoesOn goesOn;
  private boolean closed;

  /**
   * @param conductor name of this node
   * @param pulse the newest of the training
   */
  public StatusKeeper(
      Path file, String conductor, int epoch, Supplier<Optional<Pulse>> pulse, Clock clock) {
    this.file = file;
    this.conductor = conductor;
    this.epoch = epoch;
    this.pulse = pulse;
    this.traffic = new Traffic(clock);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "status");
              made.setDaemon(true);
              return made;
            });
    thread.scheduleWithFixedDelay(this::write, SECOND, SECOND, TimeUnit.SECONDS);
  }

  /** What is known of all nodes now. */
  public synchronized void nodes(NodeEvent.Nodes all) {
    nodes = traffic.of(all.nodes());
  }

  /** What is known of the epochs before. */
  public synchronized void goesOn(NodeEvent.GoesOn news) {
    goesOn = news;
  }

  /** The training has ended: the last thing that is written. */
  public void end(Outcome outcome) {
    Pulse last = pulse.get().orElse(null);
    write(Choice.name(outcome.status()), outcome.reason(), outcome.progress(), last);
    close();
  }

  private void write() {
    pulse.get().ifPresent(now -> write(RunStatus.RUNNING, "", now.progress(), now));
  }

  private synchronized void write(String state, String reason, Progress progress, Pulse now) {
    if (closed) {
      return;
    }
    try {
      if (isOverruled()) {
        return;
      }
      StatusFile.write(
          file,
          new RunStatus(
              state,
              reason,
              epoch,
              conductor,
              progress.done(),
              progress.updates(),
              progress.updatesPerPass(),
              now == null ? null : known(now.updates()),
              now == null ? null : known(now.cases()),
              now == null ? null : known(now.sweeps()),
              now == null ? null : known(now.secondsLeft()),
              known(progress.meanStaleness()),
              now == null ? null : known(now.gap()),
              goesOn == null ? null : goesOn.from(),
              goesOn == null ? null : goesOn.lost(),
              progress.oldest(),
              progress.late(),
              progress.trouble(),
              nodes));
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.toString());
    }
  }

  /** Whether a node that this one cannot reach has the aggregator now. */
  private boolean isOverruled() {
    try {
      return StatusFile.read(file).filter(found -> found.epoch() > epoch).isPresent();
    } catch (InputException e) {
      return false;
    }
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.shutdown();
  }
}
