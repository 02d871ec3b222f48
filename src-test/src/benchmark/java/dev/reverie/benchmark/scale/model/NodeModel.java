package dev.reverie.benchmark.scale.model;

import java.util.ArrayList;
import java.util.List;

/** A node: its cores, its link, and the newest snapshot that it has. */
final class NodeModel {
  final Cpu engine;
  final Cpu network;
  final NetworkLink link;
  private final List<Waiting> waiting = new ArrayList<>();
  private long version;

  private record Waiting(long version, Runnable then) {}

  /**
   * @param engine what sweeps on it
   * @param network what sends and receives; may be the same
   */
  NodeModel(Cpu engine, Cpu network, NetworkLink link) {
    this.engine = engine;
    this.network = network;
    this.link = link;
  }

  long version() {
    return version;
  }

  /** A snapshot can be used from now on. */
  void take(long taken) {
    version = taken;
    List<Waiting> due = waiting.stream().filter(each -> each.version() <= taken).toList();
    waiting.removeAll(due);
    due.forEach(each -> each.then().run());
  }

  /** As soon as the node has a version. */
  void when(long needed, Runnable then) {
    if (version >= needed) {
      then.run();
    } else {
      waiting.add(new Waiting(needed, then));
    }
  }
}
