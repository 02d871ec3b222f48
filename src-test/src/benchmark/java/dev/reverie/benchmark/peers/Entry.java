package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.table.Goal;
import dev.reverie.benchmark.peers.table.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A contest and the rows that it fills.
 *
 * @param name short, for options
 * @param goals of its rows
 * @param obstacle why it cannot take place here
 * @param mostRounds for what does not vary
 * @param contest is asked for only when there is no obstacle
 */
record Entry(
    String name,
    List<Goal> goals,
    Optional<String> obstacle,
    int mostRounds,
    Supplier<Contest> contest,
    Function<Contest.Result, List<Row>> rows) {

  /** The rows of a contest that did not take place. */
  List<Row> notMeasured(String reason) {
    return goals.stream().map(goal -> Row.notMeasured(goal, reason)).toList();
  }
}
