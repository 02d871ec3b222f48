package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.input.InputException;
import dev.reverie.run.Outcome;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Interrupts;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.service.folder.RunFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A training at work in its folder, until it ends or is told to stop. */
final class Session {
  private final Console console;
  private final RunFolder folder;
  private final Workload workload;
  private final Optional<Checkpoint> resumeFrom;
  private final Background background;
  private final MetricsFile metrics;
  private final Gallery gallery;
  private final ProgressLine line;
  private final Watch watch;

  Session(Console console, RunFolder folder, Workload workload, Optional<Checkpoint> resumeFrom) {
    this.console = console;
    this.folder = folder;
    this.workload = workload;
    this.resumeFrom = resumeFrom;
    long done = resumeFrom.map(Checkpoint::updates).orElse(0L);
    double before;
    try {
      this.metrics = MetricsFile.after(folder.metrics(), done);
      before =
          MetricsFile.last(folder.metrics())
              .map(row -> row.getOrDefault(Metric.SECONDS, 0.0))
              .orElse(0.0);
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written to: " + e.getMessage(), e);
    }
    this.background = new Background(console.clock());
    this.gallery = new Gallery(folder, workload, background, console.clock());
    this.line = new ProgressLine(console.out(), console);
    this.watch =
        new Watch(
            line,
            new Pace(console.clock(), done),
            new Recorder(metrics, workload.learner(), background, console.clock(), before),
            gallery,
            workload.learner());
  }

  /**
   * Trains; the folder is complete, and what there is to say is said, when this returns or throws.
   *
   * @return how it ended, which is well
   * @throws RunFailure when it did not
   */
  Outcome run() {
    CountDownLatch complete = new CountDownLatch(1);
    long from = console.clock().nanoTime();
    Training training =
        Training.start(workload, workload.run(folder.checkpoints()), resumeFrom, watch);
    Interrupts.Registration registration =
        console.interrupts().onInterrupt(() -> stop(training, complete));
    try {
      Outcome outcome = training.await();
      watch.ended(outcome);
      close();
      double seconds = (console.clock().nanoTime() - from) / 1e9;
      new Ending(console, folder, workload, gallery).of(outcome, seconds);
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } finally {
      close();
      complete.countDown();
      registration.close();
    }
  }

  /**
   * Called from outside, while {@link #run} goes on: returns when that has done all it has to do.
   */
  private static void stop(Training training, CountDownLatch complete) {
    training.stop();
    try {
      complete.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    line.close();
    background.close();
    metrics.close();
  }
}
