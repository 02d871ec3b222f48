package dev.reverie.benchmark.growth;

import dev.reverie.benchmark.chart.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** What a curve says, in a few lines for people. */
final class Reading {
  private static final double TOLERANCE = 0.25;

  private Reading() {}

  static String of(Measurement measurement) {
    List<Measured> points = measurement.points();
    Measured first = points.get(0);
    Measured last = points.get(points.size() - 1);
    String head =
        Texts.format(
            "%s: %s per %s at %s, %s at %s %s; line: %s%n",
            first.curve().id(),
            Texts.seconds(first.median()),
            first.curve().item(),
            Texts.amount(first.x()),
            Texts.seconds(last.median()),
            Texts.amount(last.x()),
            first.curve().unit(),
            measurement.line().words());
    return head + departures(points);
  }

  private static String departures(List<Measured> points) {
    String departures =
        points.stream()
            .filter(point -> point.isOffLine(TOLERANCE))
            .map(Reading::departure)
            .collect(Collectors.joining());
    return departures.isEmpty()
        ? Texts.format("  within %.0f %% of its line everywhere%n", 100 * TOLERANCE)
        : departures;
  }

  private static String departure(Measured point) {
    String state = point.stateBytes() == 0 ? "" : ", particles " + Texts.bytes(point.stateBytes());
    return Texts.format(
        "  %s: %.2f times its line, snapshot %s%s%n",
        Texts.amount(point.x()), point.ratio(), Texts.bytes(point.snapshotBytes()), state);
  }
}
