package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.run.Outcome;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Interrupts;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.folder.RunFolder;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A training at work in its folder, until it ends or is told to stop. */
final class Session {
  private static final String RESUME = "./reverie train --resume";

  private final Console console;
  private final RunFolder folder;
  private final Workload workload;
  private final Optional<Checkpoint> resumeFrom;

  Session(Console console, RunFolder folder, Workload workload, Optional<Checkpoint> resumeFrom) {
    this.console = console;
    this.folder = folder;
    this.workload = workload;
    this.resumeFrom = resumeFrom;
  }

  /**
   * Trains; the folder is complete, and what there is to say is said, when this returns or throws.
   *
   * @return how it ended, which is well
   * @throws RunFailure when it did not
   */
  Outcome run() {
    CountDownLatch complete = new CountDownLatch(1);
    Interrupts.Registration registration = () -> {};
    long done = resumeFrom.map(Checkpoint::updates).orElse(0L);
    ProgressLine line = new ProgressLine(console.out(), console);
    Recording recording = new Recording(console, folder, workload, done, line);
    try {
      Training training =
          Training.start(
              workload, workload.runAlone(folder.checkpoints()), resumeFrom, recording.listener());
      registration = console.interrupts().onInterrupt(() -> stop(training, complete));
      Outcome outcome = training.await();
      recording.end(outcome, RESUME, folder.log());
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } finally {
      recording.close();
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
}
