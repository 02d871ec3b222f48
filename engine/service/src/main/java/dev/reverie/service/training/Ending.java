package dev.reverie.service.training;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.folder.RunFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the folder of a training that has ended, and says how it ended. */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private final Console console;
  private final RunFolder folder;
  private final Workload workload;
  private final Gallery gallery;
  private final String resumeCommand;
  private final Path log;

  /**
   * @param resumeCommand that goes on with a run, without its folder
   * @param log of this process
   */
  Ending(
      Console console,
      RunFolder folder,
      Workload workload,
      Gallery gallery,
      String resumeCommand,
      Path log) {
    this.log = log;
    this.resumeCommand = resumeCommand;
    this.console = console;
    this.folder = folder;
    this.workload = workload;
    this.gallery = gallery;
  }

  void of(Outcome outcome, double seconds) {
    LOG.info("{}: {} {}", outcome.status(), outcome.reason(), outcome.progress());
    switch (outcome.status()) {
      case COMPLETED -> completed(outcome, seconds);
      case STOPPED -> stopped(outcome);
      default -> throw new RunFailure(failure(outcome));
    }
  }

  private void completed(Outcome outcome, double seconds) {
    write(outcome);
    Progress progress = outcome.progress();
    console.say(
        Numbers.format(
            "trained %s in %s: %s cases/s, %s particle sweeps/s",
            length(progress),
            Numbers.duration(seconds),
            Numbers.rate(progress.cases() / seconds),
            Numbers.rate(progress.particleSweeps() / seconds)));
    console.say("run folder: " + folder);
  }

  private void stopped(Outcome outcome) {
    write(outcome);
    console.say("stopped after " + length(outcome.progress()) + "; to go on:");
    console.say(resumeCommand + " " + ShellWord.of(folder.path()));
  }

  private void write(Outcome outcome) {
    try {
      gallery.end(outcome.parameters().parameters(), outcome.particles());
    } catch (UncheckedIOException e) {
      LOG.error("the run folder could not be completed", e);
      throw new RunFailure("failed: " + e.getMessage());
    }
  }

  /** "2.5 of 20 epochs (250 updates)". */
  private static String length(Progress progress) {
    return Numbers.format(
        "%s of %d epochs (%,d updates)",
        Numbers.amount((double) progress.done() / progress.updatesPerPass()),
        progress.updates() / progress.updatesPerPass(),
        progress.done());
  }

  private String failure(Outcome outcome) {
    String kept =
        outcome
            .checkpoint()
            .map(Path::getFileName)
            .map(name -> "checkpoint " + name + " stays")
            .orElse("there is no checkpoint yet");
    return outcome.reason() + "; " + kept + ", " + lastGoodModel(outcome) + " (" + log + ")";
  }

  private String lastGoodModel(Outcome outcome) {
    Parameters parameters = outcome.parameters().parameters();
    try {
      parameters.requireBounded();
    } catch (DivergedException e) {
      return "model.safetensors was not written";
    }
    write(outcome);
    return "model.safetensors holds the parameters of update "
        + outcome.parameters().version().number();
  }
}
