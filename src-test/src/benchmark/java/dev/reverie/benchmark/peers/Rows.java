package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.benchmark.peers.table.Goal;
import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.Spread;
import dev.reverie.benchmark.peers.table.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How rounds become rows. */
final class Rows {
  private Rows() {}

  /** Trainings against each other, by updates a second; cases and sweeps stand beside. */
  static Row training(Goal goal, Contest.Result result) {
    List<String> notes = new ArrayList<>();
    notes.add("ours: " + casesAndSweeps(result.ours()));
    notes.add("against: " + casesAndSweeps(result.theirs()));
    notes.addAll(said(result));
    return ratio(goal, result, Unit.UPDATES_PER_SECOND, round -> round.perSecond("updates"), notes);
  }

  /** The same on several cores, with how far apart these were. */
  static Row onCores(Goal goal, Contest.Result result) {
    Row row = training(goal, result);
    Spread trips = Spread.of(result.ours(), round -> round.count("roundTripNanos"));
    List<String> notes = new ArrayList<>(row.notes());
    notes.add("a word goes to the other core and back in " + Unit.NANOSECONDS.text(trips));
    return new Row(row.goal(), row.figure(), row.cells(), notes);
  }

  private static String casesAndSweeps(List<Round> rounds) {
    return String.format(
        Locale.ROOT,
        "%,.0f data cases/s, %,.0f particle sweeps/s",
        Spread.of(rounds, round -> round.perSecond("cases")).median(),
        Spread.of(rounds, round -> round.perSecond("particleSweeps")).median());
  }

  /** Sweeps of 100 particles against the two products of each. */
  static Row sweeps(Goal goal, Contest.Result result) {
    return ratio(
        goal, result, Unit.SWEEPS_PER_SECOND, round -> round.perSecond("sweeps"), said(result));
  }

  private static Row ratio(
      Goal goal,
      Contest.Result result,
      Unit unit,
      ToDoubleFunction<Round> figure,
      List<String> notes) {
    Spread ratios = Spread.ofRatios(result.ours(), result.theirs(), figure);
    List<String> all = new ArrayList<>(notes);
    all.add("ratios " + goal.unit().text(ratios));
    return new Row(
        goal,
        ratios.median(),
        List.of(
            unit.text(Spread.of(result.ours(), figure)),
            unit.text(Spread.of(result.theirs(), figure))),
        all);
  }

  /** Bytes that our threads allocate for an update. */
  static Row allocation(Goal goal, Contest.Result result) {
    Spread bytes =
        Spread.of(result.ours(), round -> round.count("allocatedBytes") / round.count("updates"));
    return new Row(goal, bytes.median(), List.of(goal.unit().text(bytes)), List.of());
  }

  /** What remains of an update when the work of any core is taken away. */
  static Row serial(Goal goal, Contest.Result result) {
    Spread share =
        Spread.of(result.ours(), round -> 1 - round.count("divisibleSeconds") / round.seconds());
    return new Row(
        goal,
        share.median(),
        List.of(goal.unit().text(share)),
        List.of(
            "an upper bound: 1 - (sweeps, statistics of cases, parts of divided updates) / (wall time"
                + " on one core); messages count as serial"));
  }

  /** By how much the live heap of one exceeds the other's. */
  static Row heap(Goal goal, Contest.Result result) {
    ToDoubleFunction<Round> bytes = round -> round.count("liveBytes");
    Spread ours = Spread.of(result.ours(), bytes);
    Spread theirs = Spread.of(result.theirs(), bytes);
    return new Row(
        goal,
        ours.median() - theirs.median(),
        List.of(goal.unit().text(ours), goal.unit().text(theirs) + " with 1,000 particles"),
        List.of());
  }

  private static List<String> said(Contest.Result result) {
    return result.ready().stream().flatMap(Rows::said).toList();
  }

  private static Stream<String> said(Ready ready) {
    return Stream.concat(
        ready.notes().stream(),
        ready.figures().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry -> String.format(Locale.ROOT, "%s: %.1f", entry.getKey(), entry.getValue())));
  }
}
