package dev.reverie.cluster;

import dev.reverie.chain.Crew;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;

/**
 * Whether the conductor keeps the newest states of all chains, so that each goes on elsewhere when
 * its node is lost. Without them it goes on from the epoch's beginning, which persistent chains
 * forgive; in lock-step, where nothing may be lost, they are always kept.
 */
final class KeptStates {
  /** Of all chains together: more would be the largest thing on the wire. */
  private static final long MOST_BYTES = 16L << 20;

  private KeptStates() {}

  static boolean areKept(Objective objective, RunSettings run) {
    long bytes = 0;
    for (WorkerId worker : Crew.all(objective, run)) {
      bytes += Crew.stateBytes(worker, objective, run);
    }
    return run.mode() == Mode.LOCKSTEP || bytes <= MOST_BYTES;
  }
}
