package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.clock.Clock;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.run.Particles;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.sampling.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Keeps the run folder's model and pictures fresh: every few passes, and at the end. */
final class Gallery {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  /** States that stand for the model in a picture where there are no fantasy particles. */
  private static final int DRAWS = 100;

  private static final long SWEEPS = 200;
  private static final long SEED = 1;

  private final RunFolder folder;
  private final Workload workload;
  private final Pictures pictures;
  private final Background background;
  private final Clock clock;
  private long shownAt;

  Gallery(RunFolder folder, Workload workload, Background background, Clock clock) {
    this.folder = folder;
    this.workload = workload;
    this.pictures = new Pictures(workload.found().height(), workload.found().width());
    this.background = background;
    this.clock = clock;
    this.shownAt = clock.nanoTime() - INTERVAL_NANOS;
  }

  /** Shows the parameters at the end of a pass if the last time is a while ago; says whether. */
  boolean pass(Parameters parameters) {
    boolean due = clock.nanoTime() - shownAt >= INTERVAL_NANOS;
    if (due && background.offer(() -> writeModel(parameters))) {
      shownAt = clock.nanoTime();
      return true;
    }
    return false;
  }

  /** Shows the fantasy particles. */
  void particles(List<Particles> particles) {
    background.always(() -> writeParticles(particles));
  }

  /**
   * Shows the end, with draws from the model where there are no particles; returns when all is
   * written.
   */
  void end(Parameters parameters, List<Particles> particles) {
    writeModel(parameters);
    writeParticles(particles.isEmpty() ? List.of(draws(parameters)) : particles);
  }

  private Particles draws(Parameters parameters) {
    StateSampler sampler = workload.learner().model(parameters).sampler(DRAWS, SEED);
    return new Particles("draws", Sampling.draw(sampler, SWEEPS, Sampling.SILENT));
  }

  /** Writes what a training that has ended leaves, from its last checkpoint. */
  static void restore(RunFolder folder, Workload workload, Checkpoint checkpoint, Clock clock) {
    Objective objective = workload.learner().objective();
    Parameters parameters = new Parameters(objective.layout());
    Checkpoint.restore(checkpoint.parameters(), parameters);
    objective.derive(parameters);
    float[][] states = workload.learner().model(parameters).particles(checkpoint);
    List<Particles> particles =
        states.length == 0 ? List.of() : List.of(new Particles("negative", states));
    try (Background none = new Background(clock)) {
      new Gallery(folder, workload, none, clock).end(parameters, particles);
    }
  }

  private void writeModel(Parameters parameters) {
    TrainedModel model = workload.learner().model(parameters);
    try {
      ModelFile.write(
          folder.model(), workload.settings().family(), model, workload.standardisation());
      model.draw(folder, pictures);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }

  private void writeParticles(List<Particles> particles) {
    try {
      for (Particles phase : particles) {
        float[][] states = phase.states();
        for (float[] state : states) {
          workload.standardisation().ifPresent(change -> change.undo(state));
        }
        pictures.writeSomeStates(folder.fantasy(), states);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }
}
