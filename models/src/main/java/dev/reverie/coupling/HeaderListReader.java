package dev.reverie.coupling;

import java.nio.file.Path;

/**
 * Reads the format of Rinaldi's generator rudy, in which the graphs of the G set and spin glasses
 * are passed around: a line that tells how many units n and lines m there are, then m lines.
 *
 * <pre>
 *  n m
 *  i j w      units i and j, from 1 to n unless the caller says otherwise, have the weight w
 *  i i h      a bias, where weights are couplings
 *  # ...      a comment, as is a line that begins with % or c
 * </pre>
 *
 * The format does not say what weights mean. As an Ising problem w is the coupling J, so that units
 * with a positive one want to be alike; as a maximum cut they want to be apart.
 */
public final class HeaderListReader {
  static final String COMMENTS = "%c";

  private HeaderListReader() {}

  /**
   * Weights as couplings.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static IsingProblem readIsing(Path path, int firstUnit) {
    try (NumberLines lines = new NumberLines(path, COMMENTS)) {
      int units = readHeader(lines);
      PairList pairs = readAll(lines, firstUnit, units, true);
      EdgeOrder order = pairs.order(units, firstUnit);
      return new IsingProblem(
          new Couplings(order.graph(), pairs.values(order), pairs.singleValues(units)));
    }
  }

  /**
   * Weights to be cut.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static MaxCutProblem readMaxCut(Path path, int firstUnit) {
    try (NumberLines lines = new NumberLines(path, COMMENTS)) {
      int units = readHeader(lines);
      PairList pairs = readAll(lines, firstUnit, units, false);
      EdgeOrder order = pairs.order(units, firstUnit);
      return new MaxCutProblem(order.graph(), pairs.values(order));
    }
  }

  private static int readHeader(NumberLines lines) {
    if (!lines.next()) {
      throw lines.refusedWhole("holds no line, must begin with the numbers of units and couplings");
    }
    if (lines.fields() != 2) {
      throw lines.refused(
          "is " + lines.quoted() + ", must be the numbers of units and of couplings");
    }
    return lines.whole(0, "units", 1, Graph.UNIT_LIMIT);
  }

  private static PairList readAll(NumberLines lines, int firstUnit, int units, boolean biases) {
    int promised = lines.whole(1, "couplings", 0, Graph.EDGE_LIMIT);
    PairList.requireRoom(lines, units, promised);
    PairList pairs = new PairList(lines);
    while (lines.next()) {
      if (lines.fields() != 3) {
        throw lines.refused("is " + lines.quoted() + ", must be two units and their weight");
      }
      int i = lines.whole(0, "unit", firstUnit, units - 1 + firstUnit) - firstUnit;
      int j = lines.whole(1, "unit", firstUnit, units - 1 + firstUnit) - firstUnit;
      double weight = lines.number(2, "weight");
      if (i != j) {
        pairs.add(i, j, weight);
      } else if (biases) {
        pairs.addSingle(i, i + firstUnit, weight);
      } else {
        throw lines.refused("joins unit " + (i + firstUnit) + " with itself, must be two units");
      }
      if (pairs.pairs() + pairs.singles() > promised) {
        throw lines.refused("is one more than the " + promised + " that the first line promises");
      }
    }
    if (pairs.pairs() + pairs.singles() < promised) {
      throw lines.refusedWhole(
          "has "
              + (pairs.pairs() + pairs.singles())
              + " lines of two units and a weight, must have the "
              + promised
              + " that its first line promises");
    }
    return pairs;
  }
}
