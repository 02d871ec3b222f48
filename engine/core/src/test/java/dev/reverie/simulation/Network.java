package dev.reverie.simulation;

import java.util.Random;

/** Carries messages, or does not. */
final class Network {
  private final Timeline timeline;
  private final Faults faults;
  private final Random random;

  Network(Timeline timeline, Faults faults, Random random) {
    this.timeline = timeline;
    this.faults = faults;
    this.random = random;
  }

  void carry(Runnable delivery) {
    if (random.nextDouble() < faults.loss()) {
      return;
    }
    int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      timeline.after(random.nextLong(faults.latency()), delivery);
    }
  }
}
