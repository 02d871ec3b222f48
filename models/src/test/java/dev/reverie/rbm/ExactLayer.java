package dev.reverie.rbm;

import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of a layer's units that are independent of one another given the other layer: a
 * softmax group, or one unit. Real-valued ones are integrated by Simpson's rule.
 */
final class ExactLayer {
  private static final double REACH = 12;
  private static final int INTERVALS = 400;
  private static final int GRID_POINTS = 81;
  private static final double GRID_REACH = 6;

  /** One group: its first unit, how many there are, and of which kind. */
  record Group(UnitKind kind, int first, int units) {}

  /** Values of a group, and the logarithm of the weight that each has in a sum or integral. */
  record Values(double[][] values, double[] logWeights) {}

  private ExactLayer() {}

  static List<Group> groups(Layer layer) {
    List<Group> groups = new ArrayList<>();
    for (Layer.Part part : layer.parts()) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        groups.add(new Group(part.kind(), first, part.states()));
      }
    }
    return groups;
  }

  /** All values of a group, or as many as an integral needs around a centre. */
  static Values values(Group group, double centre, double deviation) {
    return switch (group.kind()) {
      case GAUSSIAN -> simpson(centre - REACH * deviation, centre + REACH * deviation);
      case RECTIFIED -> simpson(0, Math.max(0, centre) + REACH);
      default -> discrete(group);
    };
  }

  /** All values of a group, or the middles of equal intervals. */
  static Values grid(Group group) {
    return switch (group.kind()) {
      case GAUSSIAN -> middles(-GRID_REACH, GRID_REACH);
      case RECTIFIED -> middles(0, GRID_REACH);
      default -> discrete(group);
    };
  }

  private static Values discrete(Group group) {
    double[][] values =
        switch (group.kind()) {
          case BINARY -> new double[][] {{0}, {1}};
          case SPIN -> new double[][] {{-1}, {1}};
          default -> new double[group.units()][group.units()];
        };
    for (int k = 0; k < group.units() && group.units() > 1; k++) {
      values[k][k] = 1;
    }
    return new Values(values, new double[values.length]);
  }

  private static Values simpson(double from, double to) {
    double width = (to - from) / INTERVALS;
    double[][] values = new double[INTERVALS + 1][1];
    double[] logWeights = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      values[k][0] = from + k * width;
      boolean end = k == 0 || k == INTERVALS;
      logWeights[k] = Math.log(width / 3 * (end ? 1 : k % 2 == 1 ? 4 : 2));
    }
    return new Values(values, logWeights);
  }

  private static Values middles(double from, double to) {
    double width = (to - from) / GRID_POINTS;
    double[][] values = new double[GRID_POINTS][1];
    double[] logWeights = new double[values.length];
    Arrays.fill(logWeights, Math.log(width));
    for (int k = 0; k < values.length; k++) {
      values[k][0] = from + (k + 0.5) * width;
    }
    return new Values(values, logWeights);
  }

  /** Every state of a layer, real values on a grid. */
  static Values states(Layer layer) {
    List<double[]> states = new ArrayList<>(List.of(new double[0]));
    double logWeight = 0;
    for (Group group : groups(layer)) {
      Values choices = grid(group);
      logWeight += choices.logWeights()[0];
      List<double[]> longer = new ArrayList<>();
      for (double[] state : states) {
        for (double[] choice : choices.values()) {
          double[] joined = Arrays.copyOf(state, state.length + choice.length);
          System.arraycopy(choice, 0, joined, state.length, choice.length);
          longer.add(joined);
        }
      }
      states = longer;
    }
    double[] logWeights = new double[states.size()];
    Arrays.fill(logWeights, logWeight);
    return new Values(states.toArray(double[][]::new), logWeights);
  }
}
