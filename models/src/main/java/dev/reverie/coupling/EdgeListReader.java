package dev.reverie.coupling;

import java.nio.file.Path;

/**
 * Reads plain lists of couplings, a line each, blanks between the fields:
 *
 * <pre>
 *  i j J      units i and j are coupled with J
 *  i h        unit i has the bias h
 *  i i h      the same
 *  # ...      a comment, as is a line that begins with %
 * </pre>
 *
 * Units are numbered from 0 or from 1: the caller says. Each pair may come once, in either order.
 */
public final class EdgeListReader {
  private static final String COMMENTS = "%";

  private EdgeListReader() {}

  /**
   * As many units as the largest number tells.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static Couplings read(Path path, int firstUnit) {
    requireFirst(firstUnit);
    try (NumberLines lines = new NumberLines(path, COMMENTS)) {
      PairList pairs = readAll(lines, firstUnit, Graph.UNIT_LIMIT);
      if (pairs.unitsNamed() == 0) {
        throw lines.refusedWhole("holds no coupling, must hold lines of two units and a number");
      }
      return couplings(pairs, firstUnit, pairs.unitsNamed());
    }
  }

  /**
   * A given number of units.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static Couplings read(Path path, int firstUnit, int units) {
    requireFirst(firstUnit);
    try (NumberLines lines = new NumberLines(path, COMMENTS)) {
      return couplings(readAll(lines, firstUnit, units), firstUnit, units);
    }
  }

  /**
   * The structure alone: lines of two units, {@code i j}, without a number. A number that follows
   * them is refused, for nothing would come of it.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1
   * @param units of the graph, coupled or not
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static Graph readGraph(Path path, int firstUnit, int units) {
    requireFirst(firstUnit);
    try (NumberLines lines = new NumberLines(path, COMMENTS)) {
      PairList pairs = new PairList(lines);
      while (lines.next()) {
        if (lines.fields() != 2) {
          throw lines.refused("is " + lines.quoted() + ", must be two units");
        }
        addPair(lines, pairs, firstUnit, units, 1);
      }
      return pairs.order(units, firstUnit).graph();
    }
  }

  private static PairList readAll(NumberLines lines, int firstUnit, int units) {
    PairList pairs = new PairList(lines);
    while (lines.next()) {
      int i = unit(lines, 0, firstUnit, units);
      if (lines.fields() == 2) {
        pairs.addSingle(i, i + firstUnit, lines.number(1, "bias"));
      } else if (lines.fields() != 3) {
        throw lines.refused(
            "is "
                + lines.quoted()
                + ", must be two units and their coupling, or a unit and its bias");
      } else if (unit(lines, 1, firstUnit, units) == i) {
        pairs.addSingle(i, i + firstUnit, lines.number(2, "bias"));
      } else {
        addPair(lines, pairs, firstUnit, units, lines.number(2, "coupling"));
      }
    }
    return pairs;
  }

  private static void addPair(
      NumberLines lines, PairList pairs, int firstUnit, int units, double value) {
    int i = unit(lines, 0, firstUnit, units);
    int j = unit(lines, 1, firstUnit, units);
    if (i == j) {
      throw lines.refused("couples unit " + (i + firstUnit) + " with itself, must be two units");
    }
    pairs.add(i, j, value);
  }

  private static int unit(NumberLines lines, int place, int firstUnit, int units) {
    return lines.whole(place, "unit", firstUnit, units - 1 + firstUnit) - firstUnit;
  }

  private static Couplings couplings(PairList pairs, int firstUnit, int units) {
    EdgeOrder order = pairs.order(units, firstUnit);
    return new Couplings(order.graph(), pairs.values(order), pairs.singleValues(units));
  }

  static void requireFirst(int firstUnit) {
    if (firstUnit != 0 && firstUnit != 1) {
      throw new IllegalArgumentException("firstUnit=" + firstUnit + ", must be 0 or 1");
    }
  }
}
