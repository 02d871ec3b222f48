package dev.reverie.likelihood;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import dev.reverie.unit.UnitKind;

/**
 * A few neighbouring runs that go through the temperatures side by side, as {@link AnnealedRuns}
 * are for bits. At inverse temperature beta, with the base model's energy E0, the visible units'
 * own energy E and hidden fields f_j,
 *
 * <pre>
 *  p*(v) = exp(-(1 - beta) E0(v) - beta E(v)) prod_j Z_j(beta f_j)
 * </pre>
 *
 * where hidden units keep the energy of their own, without which those that are real numbers would
 * have no distribution at 0. Given the hidden units, a Gaussian visible unit is normal with the
 * precision {@code (1 - beta) / s0 + beta / s} and the mean of both means weighed by these; others
 * have the field {@code (1 - beta) a0 + beta f}. One thread at a time.
 */
final class RealRuns {
  private final RealMachine machine;
  private final RealBase base;
  private final int first;
  private final int count;
  private final boolean softplus;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream startRandom;
  private final float[] visible;
  private final float[] scaled;
  private final float[] visibleFields;
  private final float[] hidden;
  private final float[] hiddenFields;
  private final float[] variances;
  private final float[] work = new float[VectorOps.GROWTH_LENGTH];
  private final double[] logWeights;

  /** Runs {@code first} to {@code first + count - 1}. */
  RealRuns(RealMachine machine, RealBase base, long seed, int first, int count) {
    Rbm rbm = machine.rbm();
    this.machine = machine;
    this.base = base;
    this.first = first;
    this.count = count;
    this.softplus = rbm.hiddenLayer().key().equals(UnitKind.BINARY.key());
    this.visibleRandom = new RandomStream(seed, Purpose.EVALUATION_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.EVALUATION_HIDDEN);
    this.startRandom = new RandomStream(seed, Purpose.EVALUATION_START);
    this.visible = new float[count * machine.visibleStride()];
    this.scaled = new float[visible.length];
    this.visibleFields = new float[visible.length];
    this.hidden = new float[count * machine.hiddenStride()];
    this.hiddenFields = new float[hidden.length];
    this.variances = new float[machine.visibleStride()];
    this.logWeights = new double[count];
  }

  /** Draws the visible units from the base model. */
  void startAtBase(long step) {
    for (int n = 0; n < count; n++) {
      int at = n * machine.visibleStride();
      System.arraycopy(base.bias(), 0, visibleFields, at, base.bias().length);
      machine.drawVisible(
          visibleFields, at, base.variance(), startRandom, first + n, step, visible, at);
    }
  }

  /** Copies run n's visible units from a state as data have it. */
  void start(int n, float[] state) {
    int at = n * machine.visibleStride();
    System.arraycopy(state, 0, visible, at, state.length);
    machine.rbm().toValues(visible, at);
  }

  /**
   * Adds log p*(v) at {@code lower + change} less log p*(v) at {@code lower} to each run's weight,
   * then moves v by one sweep.
   *
   * @param change of the inverse temperature; 0 adds nothing
   * @param beta inverse temperature of the sweep; 0 for none
   * @param step of the random numbers
   */
  void step(float lower, float change, float beta, long step) {
    machine.hiddenFields(visible, count, scaled, hiddenFields);
    for (int n = 0; n < count && change != 0; n++) {
      int at = n * machine.visibleStride();
      double energies = base.energy(visible, at) - machine.ownEnergy(visible, at);
      logWeights[n] += change * energies + growth(n, lower, change);
    }
    if (beta == 0) {
      return;
    }
    for (int k = 0; k < hiddenFields.length; k++) {
      hiddenFields[k] *= beta;
    }
    for (int n = 0; n < count; n++) {
      int at = n * machine.hiddenStride();
      machine.drawHidden(hiddenFields, at, hiddenRandom, first + n, step, hidden, at);
    }
    drawVisible(beta, step);
  }

  private double growth(int n, float lower, float change) {
    int at = n * machine.hiddenStride();
    if (!softplus) {
      return machine.hiddenLogPartition(hiddenFields, at, (double) lower + change)
          - machine.hiddenLogPartition(hiddenFields, at, lower);
    }
    double sum = 0;
    for (int panel = 0; panel < machine.hiddenStride(); panel += Panels.WIDTH) {
      sum += SoftplusGrowth.of(hiddenFields, at + panel, lower, change, work);
    }
    return sum;
  }

  private void drawVisible(float beta, long step) {
    machine.visibleFields(hidden, count, visibleFields);
    float[] fieldShare = new float[base.bias().length];
    float[] biasShare = new float[base.bias().length];
    for (int i = 0; i < fieldShare.length; i++) {
      double ofBase = 1.0 - beta;
      double ofModel = beta;
      if (base.hasVariance(i)) {
        ofBase /= base.variance()[i];
        ofModel /= machine.variance(i);
        double precision = ofBase + ofModel;
        variances[i] = (float) (1 / precision);
        ofBase /= precision;
        ofModel /= precision;
      }
      fieldShare[i] = (float) ofModel;
      biasShare[i] = (float) (ofBase * base.bias()[i]);
    }
    for (int n = 0; n < count; n++) {
      int at = n * machine.visibleStride();
      for (int i = 0; i < fieldShare.length; i++) {
        visibleFields[at + i] = biasShare[i] + fieldShare[i] * visibleFields[at + i];
      }
      machine.drawVisible(
          visibleFields, at, variances, visibleRandom, first + n, step, visible, at);
    }
  }

  /** Writes the sums of all steps to {@code out}, each at its run's number. */
  void copyLogWeights(double[] out) {
    System.arraycopy(logWeights, 0, out, first, count);
  }
}
