package dev.reverie.coupling;

import java.util.Arrays;

/**
 * A partition of a graph's units into independent sets, the colours: no two units of one colour are
 * coupled, so that, given all others, they may be drawn at once or in any order. Immutable.
 */
public final class Colouring {
  private final int[] colours;
  private final int[] starts;
  private final int[] units;

  private Colouring(int[] colours, int count) {
    this.colours = colours;
    this.starts = new int[count + 1];
    this.units = new int[colours.length];
    for (int colour : colours) {
      starts[colour + 1]++;
    }
    for (int colour = 0; colour < count; colour++) {
      starts[colour + 1] += starts[colour];
    }
    int[] next = starts.clone();
    for (int unit = 0; unit < colours.length; unit++) {
      units[next[colours[unit]]++] = unit;
    }
  }

  /**
   * Greedy colouring by saturation (Brelaz 1979, DSATUR): the next unit is one whose neighbours
   * have most different colours, of these one with most neighbours, of these the lowest; it takes
   * the lowest colour that no neighbour has. Takes two colours where two suffice, never more than
   * the largest degree and one, and is the same on every machine. Cost: about (units + edges) log
   * units.
   */
  public static Colouring of(Graph graph) {
    Saturation saturation = new Saturation(graph);
    int[] colours = new int[graph.units()];
    int count = 0;
    for (int left = graph.units(); left > 0; left--) {
      int unit = saturation.next();
      int colour = saturation.leastColour(unit);
      colours[unit] = colour;
      count = Math.max(count, colour + 1);
      saturation.colour(unit, colour);
    }
    return new Colouring(colours, count);
  }

  /** How many colours there are. */
  public int count() {
    return starts.length - 1;
  }

  /** The colour of a unit, in [0, count()). */
  public int colour(int unit) {
    return colours[unit];
  }

  /** The first place of a colour's units; that of {@code count()} ends the last colour. */
  public int start(int colour) {
    return starts[colour];
  }

  /** The unit at a place: colour after colour, ascending within each. */
  public int unit(int place) {
    return units[place];
  }

  /** The units of a colour, ascending: a copy. */
  public int[] units(int colour) {
    return Arrays.copyOfRange(units, starts[colour], starts[colour + 1]);
  }
}
