package dev.reverie.benchmark.peers.table;

import java.util.List;

/**
 * A row of the table.
 *
 * @param figure what came out, NaN when it was not measured
 * @param cells ours, then theirs; or why it was not measured
 * @param notes lines below the table
 */
public record Row(Goal goal, double figure, List<String> cells, List<String> notes) {
  public Row {
    cells = List.copyOf(cells);
    notes = List.copyOf(notes);
  }

  /** A row without a figure. */
  public static Row notMeasured(Goal goal, String reason) {
    return new Row(goal, Double.NaN, List.of("not measured: " + reason), List.of());
  }

  /** What stands in the columns. */
  List<String> columns() {
    boolean measured = !Double.isNaN(figure);
    return List.of(
        goal.what(),
        measured ? goal.unit().text(figure) : "-",
        text(goal.gate()),
        text(goal.aim()),
        measured ? goal.mark(figure) : "-",
        cells.isEmpty() ? "" : cells.get(0),
        cells.size() < 2 ? "" : cells.get(1));
  }

  private String text(double target) {
    return Double.isNaN(target) ? "-" : goal.unit().text(target);
  }
}
