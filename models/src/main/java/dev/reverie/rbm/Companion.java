package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** A rule of published blocks of its own, that moves them after each update. */
interface Companion {
  /**
   * Writes these blocks of {@code next}, of which all others are there; the arguments are those of
   * an update rule.
   */
  void apply(long update, Parameters current, List<PhaseStatistics> statistics, Parameters next);

  /** An update that is followed by those of companions, which find it complete. */
  static DividedUpdate after(
      DividedUpdate divided,
      List<Companion> companions,
      long update,
      Parameters current,
      List<PhaseStatistics> statistics,
      Parameters next) {
    return new DividedUpdate() {
      @Override
      public int parts() {
        return divided.parts();
      }

      @Override
      public void make(int part) {
        divided.make(part);
      }

      @Override
      public void finish() {
        divided.finish();
        for (Companion companion : companions) {
          companion.apply(update, current, statistics, next);
        }
      }
    };
  }
}
