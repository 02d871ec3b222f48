package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.run.Outcome;
import dev.reverie.service.console.Console;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins trainings and goes on with them. Everything is checked before anything is written. */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final Console console;
  private final Planner planner;

  public Trainer(Console console) {
    this.console = console;
    this.planner = new Planner(console.folder());
  }

  /**
   * Trains anew.
   *
   * @param file settings that these are given over
   * @param out the run's folder; a new one under {@code runs} when it is not given
   * @return the folder when the training was completed, nothing when it was stopped
   */
  public Optional<RunFolder> begin(SettingsFile file, Given given, Optional<Path> out) {
    Plan plan = planner.fresh(file, given, out);
    plan.folder().create();
    try (OpenRun open = OpenRun.alone(plan.folder())) {
      return train(open.folder(), plan, Optional.empty());
    }
  }

  /**
   * Goes on with a run.
   *
   * @return the folder when the training was completed, nothing when it was stopped or complete
   *     already
   */
  public Optional<RunFolder> resume(Path path, Given given) {
    Plan plan = planner.resumed(path, given);
    try (OpenRun open = OpenRun.alone(plan.folder())) {
      Optional<Checkpoint> newest = plan.newest(console);
      return plan.isFinished(newest, console)
          ? Optional.empty()
          : train(open.folder(), plan, newest);
    }
  }

  private Optional<RunFolder> train(RunFolder folder, Plan plan, Optional<Checkpoint> resumeFrom) {
    plan.write();
    plan.introduce(console, resumeFrom);
    LOG.info("settings: {}", plan.workload().settings());
    try {
      if (resumeFrom.isEmpty()) {
        plan.workload().learner().prepare(console);
      }
      Outcome outcome = new Session(console, folder, plan.workload(), resumeFrom).run();
      return outcome.status() == Outcome.Status.COMPLETED ? Optional.of(folder) : Optional.empty();
    } catch (DivergedException e) {
      throw new RunFailure("diverged before the first update of all layers: " + e.getMessage());
    } catch (RunFailure | InputException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      LOG.error("broken", e);
      throw new RunFailure("failed: " + e + " (details in " + folder.log() + ")");
    }
  }
}
