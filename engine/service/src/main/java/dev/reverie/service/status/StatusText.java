package dev.reverie.service.status;

import dev.reverie.service.console.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's status for people. */
public final class StatusText {
  /** It is written every second; a busy machine may be late. */
  private static final Duration OLD = Duration.ofSeconds(5);

  private StatusText() {}

  /**
   * All there is to say.
   *
   * @param age of the file; empty where it is not known
   */
  public static List<String> of(RunStatus status, Optional<Duration> age) {
    List<String> lines = new ArrayList<>();
    lines.add("state       " + state(status, age));
    lines.add("aggregator  on " + status.conductor() + ", epoch " + status.epoch());
    lines.add(
        "progress    "
            + Numbers.format(
                "%s, update %,d of %,d", passes(status), status.update(), status.updates()));
    if (status.lost() != null) {
      lines.add(
          "recovery    "
              + Numbers.format(
                  "from update %,d on; updates lost: %,d", status.from(), status.lost()));
    }
    if (!status.trouble().isEmpty()) {
      lines.add("degraded    " + status.trouble());
    }
    if (status.isRunning()) {
      lines.add("speed       " + speed(status));
    }
    lines.add(
        Numbers.format(
            "%-24s %6s %7s %13s %11s %11s %11s %17s",
            "node", "cores", "chains", "data workers", "in", "out", "version", "snapshot after"));
    for (RunStatus.NodeLine node : status.nodes()) {
      lines.add(
          Numbers.format(
              "%-24s %6d %7d %13d %11s %11s %11s %17s",
              node.name(),
              node.cores(),
              node.chains(),
              node.dataWorkers(),
              bytes(node.bytesInPerSecond()),
              bytes(node.bytesOutPerSecond()),
              node.version() == null ? "-" : Numbers.format("%,d", node.version()),
              delay(node)));
    }
    return lines;
  }

  private static String state(RunStatus status, Optional<Duration> age) {
    if (!status.isRunning()) {
      return status.state() + (status.reason().isEmpty() ? "" : ": " + status.reason());
    }
    if (age.isEmpty()) {
      return "running when this was written";
    }
    if (age.get().compareTo(OLD) > 0) {
      return "not heard of for "
          + Numbers.duration(age.get().toSeconds())
          + ": no node has the aggregator, or it cannot write";
    }
    return "running";
  }

  private static String passes(RunStatus status) {
    return Numbers.format(
        "epoch %.1f/%d",
        (double) status.update() / status.updatesPerPass(),
        status.updates() / status.updatesPerPass());
  }

  private static String speed(RunStatus status) {
    return Numbers.format(
        "%s left  %s updates/s  %s cases/s  %s sweeps/s  gap %s  staleness %s",
        Numbers.duration(known(status.secondsLeft())),
        Numbers.rate(known(status.updatesPerSecond())),
        Numbers.rate(known(status.casesPerSecond())),
        Numbers.rate(known(status.sweepsPerSecond())),
        Numbers.decimal(known(status.freeEnergyGap())),
        Numbers.decimal(known(status.staleness())));
  }

  private static double known(Double value) {
    return value == null ? Double.NaN : value;
  }

  private static String bytes(Double perSecond) {
    return perSecond == null ? "-" : Numbers.rate(perSecond) + "B/s";
  }

  /** Median and 99th percentile. */
  private static String delay(RunStatus.NodeLine node) {
    return node.snapshotMedian() == null || node.snapshotMost() == null
        ? "-"
        : Numbers.format("%.1f, %.1f ms", 1000 * node.snapshotMedian(), 1000 * node.snapshotMost());
  }

  /** How far it is, on one line. */
  public static String progress(RunStatus status) {
    int nodes = status.nodes().size();
    return passes(status) + "  " + speed(status) + "  " + nodes + (nodes == 1 ? " node" : " nodes");
  }
}
