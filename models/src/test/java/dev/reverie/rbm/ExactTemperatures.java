package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.tempering.TemperatureLadder;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.Random;

/** A ladder of temperatures: log p* is {@code -beta E(v, h) + (1 - beta) base . v}. */
final class ExactTemperatures extends ExactLadder {
  private final double[] base;

  /**
   * @param base of the visible units, in their values
   */
  ExactTemperatures(Rbm rbm, Parameters parameters, double[] base) {
    super(rbm, parameters);
    rbm.tempered().initialise(parameters, base);
    this.base = base.clone();
  }

  /** Random parameters and a random base. */
  static ExactTemperatures random(
      Layer visible, Layer hidden, int temperatures, double scale, Random random) {
    Rbm rbm = new Rbm(visible, hidden, new Extras(false, false, temperatures, 0));
    double[] base = random.doubles(visible.units(), -1, 1).toArray();
    return new ExactTemperatures(rbm, Models.random(rbm, scale, 0.5, random), base);
  }

  /** With temperatures that are not even. */
  ExactTemperatures withBetas(double... betas) {
    TemperatureLadder ladder = rbm.tempered().ladder(parameters);
    rbm.tempered().write(new TemperatureLadder(betas, ladder.pairs()), parameters);
    rbm.tempered().derive(parameters);
    return this;
  }

  @Override
  LadderRule rule() {
    return LadderRule.ofTemperatures(rbm, 0);
  }

  @Override
  double[] masses(int rank) {
    double beta = rbm.tempered().beta(parameters, rank);
    double constant = machine().energy(off(rbm.visibleLayer()), off(rbm.hiddenLayer()));
    double[] masses =
        new double[machine().visibleStates().length * machine().hiddenStates().length];
    int place = 0;
    for (double[] v : machine().visibleStates()) {
      for (double[] h : machine().hiddenStates()) {
        masses[place++] =
            Math.exp(-beta * (machine().energy(v, h) - constant) + (1 - beta) * onBase(v));
      }
    }
    return masses;
  }

  private double onBase(double[] v) {
    long[] bits = ExactMachine.bits(rbm.visibleLayer(), v);
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Enumerated.on(bits, i) ? rbm.visibleLayer().scale() * base[i] : 0;
    }
    return sum;
  }

  /** Values of units whose bits are off: energies of bits count from there. */
  static double[] off(Layer layer) {
    double[] values = new double[layer.units()];
    Arrays.fill(values, layer.shift());
    return values;
  }
}
