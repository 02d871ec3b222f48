package dev.reverie.service.status;

import dev.reverie.clock.Clock;
import dev.reverie.cluster.NodeEvent.NodeStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes a second of each node: means since about a second before. One thread at a time. */
final class Traffic {
  private static final double LEAST_SECONDS = 1;

  private final Clock clock;
  private final Map<String, Sample> samples = new HashMap<>();

  /** Bytes at a moment, and the rates until then. */
  private record Sample(long nanos, long in, long out, Double inRate, Double outRate) {}

  Traffic(Clock clock) {
    this.clock = clock;
  }

  List<RunStatus.NodeLine> of(List<NodeStatus> nodes) {
    long now = clock.nanoTime();
    Map<String, Sample> before = new HashMap<>(samples);
    samples.clear();
    List<RunStatus.NodeLine> lines = new ArrayList<>();
    for (NodeStatus node : nodes) {
      Sample sample = next(before.get(node.name()), node, now);
      samples.put(node.name(), sample);
      lines.add(
          new RunStatus.NodeLine(
              node.name(),
              node.cores(),
              node.chains(),
              node.dataWorkers(),
              sample.inRate,
              sample.outRate,
              node.version() < 0 ? null : node.version(),
              known(node.snapshotMedian()),
              known(node.snapshotMost())));
    }
    return lines;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** A connection that was opened anew counts from 0 again. */
  private static Sample next(Sample before, NodeStatus node, long now) {
    if (before == null || node.bytesIn() < before.in || node.bytesOut() < before.out) {
      return new Sample(now, node.bytesIn(), node.bytesOut(), null, null);
    }
    double seconds = (now - before.nanos) / 1e9;
    if (seconds < LEAST_SECONDS) {
      return before;
    }
    return new Sample(
        now,
        node.bytesIn(),
        node.bytesOut(),
        (node.bytesIn() - before.in) / seconds,
        (node.bytesOut() - before.out) / seconds);
  }
}
