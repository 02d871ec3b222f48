package dev.reverie.service.training;

import dev.reverie.engine.MemoryNeed;
import dev.reverie.input.InputException;
import dev.reverie.run.RunSettings;
import dev.reverie.service.console.Numbers;

/** Refuses a training that does not fit into the heap. */
final class Memory {
  private Memory() {}

  static void require(Workload workload, RunSettings run) {
    require(MemoryNeed.of(workload.objective(), run), Runtime.getRuntime().maxMemory());
  }

  static void require(MemoryNeed need, long heap) {
    if (need.bytes() > heap) {
      throw new InputException(
          Numbers.format(
              "this training takes %s (%s), must take at most the heap's %s; a larger heap:"
                  + " REVERIE_JAVA_OPTS=-Xmx...",
              Numbers.bytes(need.bytes()), need.description(), Numbers.bytes(heap)));
    }
  }
}
