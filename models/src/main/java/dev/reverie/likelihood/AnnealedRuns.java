package dev.reverie.likelihood;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Rbm;
import java.util.Arrays;

/**
 * A few neighbouring runs that go through the temperatures side by side, so that weights are read
 * once for all of them. At inverse temperature beta, with base-rate biases a0 and fields x_j = b_j
 * + sum_i v_i W_ij,
 *
 * <pre>
 *  p*(v) = exp((1 - beta) a0 . v + beta a . v) prod_j (1 + exp(beta x_j))
 * </pre>
 *
 * whose Gibbs sweep draws h_j with logistic(beta x_j), then v_i with logistic((1 - beta) a0_i +
 * beta (a_i + sum_j W_ij h_j)). Fields are those of the packed weights, as in training. One thread
 * at a time.
 */
final class AnnealedRuns {
  /** Most runs side by side. */
  static final int LIMIT = 128;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  private final Rbm rbm;
  private final float[] values;
  private final long[] words;
  private final float unit;
  private final BaseRate base;
  private final int first;
  private final int count;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream startRandom;

  private final long[] visible;
  private final long[] hidden;
  private final long[] steps;
  private final double[] logWeights;
  private final int[] places;
  private final int[] starts;
  private final float[] hiddenBias;
  private final float[] visibleBias;
  private final double[] biasGrowth;
  private final long[] drawWork = new long[VectorOps.DRAW_WORK];
  private final float[] growth = new float[VectorOps.GROWTH_LENGTH];

  /** One panel of all runs. */
  private final float[] fields;

  private final int[] thresholds;

  /** Runs {@code first} to {@code first + count - 1}, all visible units off. */
  AnnealedRuns(Rbm rbm, Parameters parameters, BaseRate base, long seed, int first, int count) {
    this.rbm = rbm;
    this.values = parameters.values();
    this.words = parameters.words();
    this.unit = values[rbm.weightsUnit().offset()];
    this.base = base;
    this.first = first;
    this.count = count;
    this.visibleRandom = new RandomStream(seed, Purpose.EVALUATION_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.EVALUATION_HIDDEN);
    this.startRandom = new RandomStream(seed, Purpose.EVALUATION_START);
    this.visible = new long[count * rbm.visibleWords()];
    this.hidden = new long[count * rbm.hiddenWords()];
    this.steps = new long[count];
    this.logWeights = new double[count];
    int most = 3 + WIDTH * Math.max(rbm.visibleWords(), rbm.hiddenWords());
    this.places = new int[count * most + Panels.SPARE_PLACES];
    this.starts = new int[count + 1];
    this.fields = new float[LEAD_IN + count * WIDTH];
    this.thresholds = new int[LEAD_IN + count * WIDTH];
    this.hiddenBias = new float[Panels.padded(rbm.hidden())];
    this.visibleBias = new float[Panels.padded(rbm.visible())];
    this.biasGrowth = new double[rbm.visible()];
    for (int j = 0; j < rbm.hidden(); j++) {
      hiddenBias[j] = parameters.at(rbm.hiddenBias(), 0, j);
    }
    for (int i = 0; i < rbm.visible(); i++) {
      biasGrowth[i] = (double) learnedBias(i) - base.bias(i);
    }
  }

  private float learnedBias(int unit) {
    return values[rbm.visibleBias().offset() + unit];
  }

  /** Draws the visible units from the base-rate model. */
  void startAtBase(long step) {
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      for (int k = 0; k < count * WIDTH; k++) {
        int unit = panel * WIDTH + k % WIDTH;
        fields[LEAD_IN + k] = unit < rbm.visible() ? base.bias(unit) : 0;
      }
      draw(startRandom, panel, rbm.visible(), 1f, step, visible, rbm.visibleWords());
    }
  }

  /** Copies run n's visible units from packed states, at word {@code offset}. */
  void start(int n, long[] states, int offset) {
    int words = rbm.visibleWords();
    System.arraycopy(states, offset, visible, n * words, words);
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
    place(visible, rbm.visibleWords(), rbm.visible());
    for (int n = 0; n < count && change != 0; n++) {
      logWeights[n] += change * onBiasGrowth(n * rbm.visibleWords());
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      fields(rbm.packedWeights(), hiddenBias, panel);
      for (int n = 0; n < count && change != 0; n++) {
        logWeights[n] += SoftplusGrowth.of(fields, LEAD_IN + n * WIDTH, lower, change, growth);
      }
      if (beta != 0) {
        draw(hiddenRandom, panel, rbm.hidden(), beta, step, hidden, rbm.hiddenWords());
      }
    }
    if (beta != 0) {
      drawVisible(beta, step);
    }
  }

  private void drawVisible(float beta, long step) {
    for (int i = 0; i < rbm.visible(); i++) {
      visibleBias[i] = (float) (learnedBias(i) + (1.0 - beta) / beta * base.bias(i));
    }
    place(hidden, rbm.hiddenWords(), rbm.hidden());
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      fields(rbm.packedTransposed(), visibleBias, panel);
      draw(visibleRandom, panel, rbm.visible(), beta, step, visible, rbm.visibleWords());
    }
  }

  private void place(long[] states, int stateWords, int units) {
    int zeros = units * Panels.ROW_WORDS;
    OPS.places(states, 0, stateWords, count, zeros, places, starts);
  }

  private void fields(Block weights, float[] bias, int panel) {
    int base = weights.offset() + panel * Panels.packedPanel(weights.rows());
    OPS.fields(words, base, places, starts, count, unit, bias, panel * WIDTH, fields, LEAD_IN);
  }

  /**
   * Draws one panel of all runs from its fields. Padding has a field of 0, so that it adds nothing
   * to a weight; what is drawn for it is dropped.
   */
  private void draw(
      RandomStream random,
      int panel,
      int units,
      float beta,
      long step,
      long[] states,
      int stateWords) {
    Arrays.fill(steps, step);
    OPS.thresholds(fields, LEAD_IN, count * WIDTH, beta, thresholds, LEAD_IN);
    OPS.draw(
        random,
        panel,
        first,
        steps,
        0,
        count,
        thresholds,
        LEAD_IN,
        states,
        panel,
        stateWords,
        drawWork);
    int left = units - panel * WIDTH;
    if (left < WIDTH) {
      for (int n = 0; n < count; n++) {
        states[n * stateWords + panel] &= (1L << left) - 1;
      }
    }
  }

  private double onBiasGrowth(int state) {
    double sum = 0;
    for (int word = 0; word < rbm.visibleWords(); word++) {
      for (long on = visible[state + word]; on != 0; on &= on - 1) {
        sum += biasGrowth[word * WIDTH + Long.numberOfTrailingZeros(on)];
      }
    }
    return sum;
  }

  /** Writes the sums of all steps to {@code out}, each at its run's number. */
  void copyLogWeights(double[] out) {
    System.arraycopy(logWeights, 0, out, first, count);
  }
}
