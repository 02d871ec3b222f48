package dev.reverie.service.training;

import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import java.util.List;

/**
 * Told how a training goes on. Must return quickly: it is called from an actor, or from the thread
 * that has the answer.
 */
public interface TrainingListener {
  void advanced(Progress progress);

  void passEnded(Progress progress, Snapshot parameters);

  /** Whether {@link #particles} is to be called soon. */
  boolean wantsParticles();

  void particles(List<Particles> particles);
}
