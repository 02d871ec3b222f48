package dev.reverie.run;

import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;

/** How much of the work of all phases is for data. */
public final class DataShare {
  /** What a particle's step costs, in that of a case of data: it draws both layers. */
  private static final double STEP = 2;

  private DataShare() {}

  /** In [0, 1]: 1 where there are no chains. */
  public static double of(Objective objective) {
    double data = 0;
    double chains = 0;
    for (Phase phase : objective.phases()) {
      if (phase instanceof PersistentPhase persistent) {
        chains += STEP * persistent.particles() * persistent.steps();
      } else if (phase instanceof BatchPhase batches) {
        data += batches.items(0);
      }
    }
    return chains == 0 ? 1 : data / (data + chains);
  }

  /**
   * Data workers that are enough for so many threads of one process: states that are worked on
   * together cost less, and where nobody waits other threads have chains and updates to work on.
   */
  public static int workers(Objective objective, Mode mode, int threads) {
    return mode == Mode.LOCKSTEP ? threads : Math.max(1, (int) Math.ceil(of(objective) * threads));
  }
}
