package dev.reverie.service.training;

import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.family.Learner;
import java.util.List;

/** Shows and records what an engine tells. */
final class Watch implements TrainingListener {
  private final ProgressLine line;
  private final Pace pace;
  private final Recorder recorder;
  private final Gallery gallery;
  private final Learner learner;
  private String trouble = "";
  private boolean wantsParticles;
  private volatile Pulse pulse;

  Watch(ProgressLine line, Pace pace, Recorder recorder, Gallery gallery, Learner learner) {
    this.line = line;
    this.pace = pace;
    this.recorder = recorder;
    this.gallery = gallery;
    this.learner = learner;
  }

  @Override
  public void advanced(Progress progress) {
    show(progress, pace.rates(progress));
  }

  @Override
  public void passEnded(Progress progress, Snapshot snapshot) {
    Pace.Rates rates = pace.rates(progress);
    recorder.pass(progress, rates, learner.rate(progress.done()), snapshot.parameters());
    wantsParticles = gallery.pass(snapshot.parameters());
    show(progress, rates);
  }

  @Override
  public boolean wantsParticles() {
    return wantsParticles;
  }

  @Override
  public void particles(List<Particles> particles) {
    gallery.particles(particles);
  }

  /** Records the end; the training's last row and files come from what was good last. */
  void ended(Outcome outcome) {
    Progress progress = outcome.progress();
    recorder.end(
        progress,
        pace.rates(progress),
        learner.rate(progress.done()),
        outcome.parameters().parameters());
  }

  /** The newest; null before there is one. */
  Pulse pulse() {
    return pulse;
  }

  private void show(Progress progress, Pace.Rates rates) {
    pulse =
        new Pulse(
            progress,
            rates.updates(),
            rates.cases(),
            rates.sweeps(),
            rates.secondsLeft(),
            recorder.freeEnergyGap());
    if (!progress.trouble().equals(trouble)) {
      trouble = progress.trouble();
      line.say(
          trouble.isEmpty()
              ? "checkpoints are written again"
              : "checkpoints cannot be written: " + trouble);
    }
    if (rates.updates() > 0) {
      line.show(ProgressText.of(progress, rates, recorder.freeEnergyGap()));
    }
  }
}
