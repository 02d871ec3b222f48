package dev.reverie.service.training;

import dev.reverie.input.InputException;
import dev.reverie.run.Outcome;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.service.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** All that is shown and written of a training, from an update on to its end. */
public final class Recording implements AutoCloseable {
  private final Console console;
  private final RunFolder folder;
  private final Workload workload;
  private final ProgressLine line;
  private final Background background;
  private final MetricsFile metrics;
  private final Gallery gallery;
  private final Watch watch;
  private final long from;

  /**
   * Begins now.
   *
   * @param done updates that are made already; what was recorded of later ones is dropped
   */
  public Recording(
      Console console, RunFolder folder, Workload workload, long done, ProgressLine line) {
    this.console = console;
    this.folder = folder;
    this.workload = workload;
    this.line = line;
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
    this.watch =
        new Watch(
            line,
            new Pace(console.clock(), done),
            new Recorder(metrics, workload.learner(), background, console.clock(), before),
            gallery,
            workload.learner());
    this.from = console.clock().nanoTime();
  }

  /** Is to be told how the training goes on. */
  public TrainingListener listener() {
    return watch;
  }

  /** The training's pace, as soon as there is one. */
  public Optional<Pulse> pulse() {
    return Optional.ofNullable(watch.pulse());
  }

  /**
   * Completes the folder and says how the training ended.
   *
   * @param resumeCommand that goes on with a training that was stopped, without the folder
   * @param log of this process
   * @throws RunFailure when it did not end well
   */
  public void end(Outcome outcome, String resumeCommand, Path log) {
    watch.ended(outcome);
    close();
    double seconds = (console.clock().nanoTime() - from) / 1e9;
    new Ending(console, folder, workload, gallery, resumeCommand, log).of(outcome, seconds);
  }

  @Override
  public void close() {
    line.close();
    background.close();
    metrics.close();
  }
}
