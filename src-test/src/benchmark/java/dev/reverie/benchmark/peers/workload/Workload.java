package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;

/** Something that can be measured again and again, and does nothing in between. */
interface Workload {
  /** Gets everything ready and compiled. */
  Ready warmUp();

  Round measure();
}
