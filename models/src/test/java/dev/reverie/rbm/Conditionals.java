package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import java.util.Arrays;

/** What a machine of any units says of one state, in values of its units. */
interface Conditionals {
  /** The means of hidden units given visible ones. */
  double[] hiddenMeans(double... v);

  /** The means of visible units given hidden ones. */
  double[] visibleMeans(double... h);

  /** F(v), of the energy as it is written. */
  double freeEnergy(double... v);

  static Conditionals of(Rbm rbm, Parameters parameters) {
    return rbm.discrete() ? new OfBits(rbm, parameters) : new OfNumbers(rbm, parameters);
  }

  /** Of packed states, by what chains draw with. */
  record OfBits(Rbm rbm, Parameters parameters) implements Conditionals {
    private static final double ONE = 1 << VectorOps.PROBABILITY_BITS;

    @Override
    public double[] hiddenMeans(double... v) {
      long[] bits = ExactMachine.bits(rbm.visibleLayer(), v);
      return means(rbm.view().hiddenSide(), rbm.hiddenLayer(), bits);
    }

    @Override
    public double[] visibleMeans(double... h) {
      long[] bits = ExactMachine.bits(rbm.hiddenLayer(), h);
      return means(rbm.view().visibleSide(), rbm.visibleLayer(), bits);
    }

    private double[] means(Side side, Layer layer, long... given) {
      Slab slab = new Slab(new Rbm(1, layer.units()));
      Scratch scratch = rbm.borrow();
      side.draw(parameters, 1f, given, 0, 1, null, 0, scratch.steps, 0, null, 0, slab, scratch);
      double[] means = new double[layer.units()];
      for (int k = 0; k < means.length; k++) {
        int bits = Panels.bits(slab.probabilities, Slab.row(k / 64, 0), k % 64);
        means[k] = layer.scale() * bits / ONE + layer.shift();
      }
      rbm.giveBack(scratch);
      return means;
    }

    /** Energies of bits count from where all of them are off. */
    @Override
    public double freeEnergy(double... v) {
      double[] offVisible = new double[rbm.visible()];
      double[] offHidden = new double[rbm.hidden()];
      Arrays.fill(offVisible, rbm.visibleLayer().shift());
      Arrays.fill(offHidden, rbm.hiddenLayer().shift());
      double constant = new ExactMachine(rbm, parameters).energy(offVisible, offHidden);
      BitMachine machine = BitMachine.of(rbm, parameters);
      long[] bits = ExactMachine.bits(rbm.visibleLayer(), v);
      return constant + free(machine, bits);
    }

    private static double free(BitMachine machine, long... bits) {
      return machine.rbm().freeEnergy(machine.parameters(), bits, 0);
    }
  }

  /** Of real numbers. */
  record OfNumbers(Rbm rbm, Parameters parameters) implements Conditionals {
    private RealMachine machine() {
      return new RealMachine(rbm, parameters);
    }

    @Override
    public double[] hiddenMeans(double... v) {
      RealMachine machine = machine();
      float[] padded = padded(v);
      float[] fields = new float[machine.hiddenStride()];
      machine.hiddenFields(padded, 1, new float[padded.length], fields);
      float[] means = new float[fields.length];
      machine.hiddenMeans(fields, 0, means, 0);
      return doubles(means, rbm.hidden());
    }

    @Override
    public double[] visibleMeans(double... h) {
      RealMachine machine = machine();
      float[] means = new float[machine.visibleStride()];
      machine.visibleFields(padded(h), 1, means);
      machine.visibleMeans(means, 0, means, 0);
      return doubles(means, rbm.visible());
    }

    @Override
    public double freeEnergy(double... v) {
      return machine().freeEnergy(padded(v));
    }

    private static float[] padded(double... values) {
      float[] padded = new float[Panels.padded(values.length)];
      for (int k = 0; k < values.length; k++) {
        padded[k] = (float) values[k];
      }
      return padded;
    }

    private static double[] doubles(float[] values, int count) {
      double[] doubles = new double[count];
      Arrays.setAll(doubles, k -> values[k]);
      return doubles;
    }
  }
}
