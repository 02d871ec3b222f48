package dev.reverie.rbm;

import dev.reverie.unit.Normal;
import dev.reverie.unit.UnitKind;

/**
 * The probabilities with which a small machine's units lie in ranges: a discrete unit's are 0 where
 * it is off and 1 where it is on, a real one's lie below, between and above two borders. A state's
 * place has a digit of base 3 for each unit, visible ones first.
 */
final class ExactRanges {
  private static final int RANGES = 3;

  private final Rbm rbm;
  private final double[] borders;
  private final double[] probabilities;

  ExactRanges(ExactMachine exact, double... borders) {
    this.rbm = exact.rbm;
    this.borders = borders.clone();
    this.probabilities = new double[(int) Math.pow(RANGES, rbm.visible() + rbm.hidden())];
    double[] masses = exact.masses();
    boolean overVisible = rbm.visibleLayer().discrete();
    double[][] states = overVisible ? exact.visibleStates() : exact.hiddenStates();
    for (int n = 0; n < states.length; n++) {
      add(exact, states[n], overVisible, masses[n]);
    }
  }

  private void add(ExactMachine exact, double[] state, boolean overVisible, double mass) {
    double[] centres = exact.centres(!overVisible, state);
    double[][] ranges = new double[rbm.visible() + rbm.hidden()][];
    for (int k = 0; k < ranges.length; k++) {
      boolean visible = k < rbm.visible();
      int unit = visible ? k : k - rbm.visible();
      if (visible == overVisible) {
        ranges[k] = new double[RANGES];
        ranges[k][state[unit] > 0.5 ? 1 : 0] = 1;
      } else {
        UnitKind kind = (visible ? rbm.visibleLayer() : rbm.hiddenLayer()).kindOf(unit);
        ranges[k] = real(kind, centres[unit], visible ? exact.variance(unit) : 1);
      }
    }
    for (int place = 0; place < probabilities.length; place++) {
      double product = mass;
      int left = place;
      for (int k = ranges.length - 1; k >= 0; k--) {
        product *= ranges[k][left % RANGES];
        left /= RANGES;
      }
      probabilities[place] += product;
    }
  }

  private double[] real(UnitKind kind, double centre, double variance) {
    double deviation = Math.sqrt(variance);
    double none = kind == UnitKind.RECTIFIED ? Normal.below(-centre) : 0;
    double low = (Normal.below((borders[0] - centre) / deviation) - none) / (1 - none);
    double middle = (Normal.below((borders[1] - centre) / deviation) - none) / (1 - none);
    return new double[] {low, middle - low, 1 - middle};
  }

  double[] probabilities() {
    return probabilities;
  }

  /** The place of a particle's values. */
  int place(float[] values) {
    int place = 0;
    for (int k = 0; k < values.length; k++) {
      boolean visible = k < rbm.visible();
      int unit = visible ? k : k - rbm.visible();
      boolean discrete = (visible ? rbm.visibleLayer() : rbm.hiddenLayer()).kindOf(unit).discrete();
      place = RANGES * place + (discrete ? values[k] > 0.5 ? 1 : 0 : range(values[k]));
    }
    return place;
  }

  private int range(float value) {
    int range = 0;
    while (range < borders.length && value >= borders[range]) {
      range++;
    }
    return range;
  }
}
