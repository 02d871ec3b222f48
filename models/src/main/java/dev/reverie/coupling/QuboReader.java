package dev.reverie.coupling;

import java.nio.file.Path;

/**
 * Reads the .qubo format of D-Wave's qbsolv. Nodes are numbered from 0; a pair may come once, in
 * either order.
 *
 * <pre>
 *  c ...                                          a comment
 *  p qubo 0 maxNodes nNodes nCouplers             the first line; "unconstrained" may stand for 0
 *  i i q                                          nNodes lines: the weight of node i
 *  i j q                                          nCouplers lines: the weight of x_i x_j
 * </pre>
 */
public final class QuboReader {
  private static final String HEADER = "p qubo 0 maxNodes nNodes nCouplers";

  private QuboReader() {}

  /**
   * A problem of maxNodes units; those without a line are free.
   *
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static QuboProblem read(Path path) {
    try (NumberLines lines = new NumberLines(path, "c")) {
      requireHeader(lines);
      int units = lines.whole(3, "maxNodes", 1, Graph.UNIT_LIMIT);
      int nodes = lines.whole(4, "nNodes", 0, units);
      int couplers = lines.whole(5, "nCouplers", 0, Graph.EDGE_LIMIT);
      PairList.requireRoom(lines, units, couplers);
      PairList pairs = new PairList(lines);
      while (lines.next()) {
        add(lines, pairs, units, nodes, couplers);
      }
      requireCount(lines, pairs.singles(), nodes, "nodes", "nNodes");
      requireCount(lines, pairs.pairs(), couplers, "couplers", "nCouplers");
      EdgeOrder order = pairs.order(units, 0);
      return new QuboProblem(order.graph(), pairs.values(order), pairs.singleValues(units));
    }
  }

  private static void requireHeader(NumberLines lines) {
    if (!lines.next()) {
      throw lines.refusedWhole("holds no line, must begin with '" + HEADER + "'");
    }
    boolean header =
        lines.fields() == 6
            && lines.field(0).equals("p")
            && lines.field(1).equals("qubo")
            && (lines.field(2).equals("0") || lines.field(2).equals("unconstrained"));
    if (!header) {
      throw lines.refused("is " + lines.quoted() + ", must be '" + HEADER + "'");
    }
  }

  private static void add(NumberLines lines, PairList pairs, int units, int nodes, int couplers) {
    if (lines.fields() != 3) {
      throw lines.refused("is " + lines.quoted() + ", must be two nodes and a weight");
    }
    int i = lines.whole(0, "node", 0, units - 1);
    int j = lines.whole(1, "node", 0, units - 1);
    double weight = lines.number(2, "weight");
    if (i == j) {
      pairs.addSingle(i, i, weight);
    } else {
      pairs.add(i, j, weight);
    }
    if (pairs.singles() > nodes) {
      throw lines.refused("is a node more than the nNodes=" + nodes + " of the first line");
    }
    if (pairs.pairs() > couplers) {
      throw lines.refused(
          "is a coupler more than the nCouplers=" + couplers + " of the first line");
    }
  }

  private static void requireCount(
      NumberLines lines, int found, int promised, String what, String name) {
    if (found != promised) {
      throw lines.refusedWhole(
          "has "
              + found
              + " lines of "
              + what
              + ", must have the "
              + name
              + "="
              + promised
              + " of its first line");
    }
  }
}
