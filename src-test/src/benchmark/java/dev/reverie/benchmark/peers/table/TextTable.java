package dev.reverie.benchmark.peers.table;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns. */
public final class TextTable {
  private static final List<String> HEAD =
      List.of("what", "measured", "gate", "aim", "met", "ours: median [min, max]", "against");
  private static final String GAP = "  ";

  private TextTable() {}

  /** The table's lines, each row's notes below it. */
  public static List<String> lines(List<Row> rows) {
    List<List<String>> columns = new ArrayList<>(List.of(HEAD));
    rows.forEach(row -> columns.add(row.columns()));
    int[] widths = new int[HEAD.size()];
    for (List<String> line : columns) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>(List.of(line(HEAD, widths)));
    for (int n = 0; n < rows.size(); n++) {
      lines.add(line(columns.get(n + 1), widths));
      rows.get(n).notes().forEach(note -> lines.add("    " + note));
    }
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(cells.get(column))
          .append(" ".repeat(widths[column] - cells.get(column).length()));
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
