package dev.reverie.likelihood;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Rbm;

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
  private final double[] logWeights;
  private final int[][] places;
  private final int[] placeCounts;
  private final float[] hiddenBias;
  private final float[] visibleBias;
  private final double[] biasGrowth;
  private final int[] sums = new int[WIDTH];
  private final float[] field = new float[WIDTH];
  private final float[] growth = new float[VectorOps.GROWTH_LENGTH];
  private final int[] thresholds = new int[WIDTH];
  private final long[] blocks = new long[VectorOps.DRAW_WORK];

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
    this.logWeights = new double[count];
    this.places = new int[count][3 + WIDTH * Math.max(rbm.visibleWords(), rbm.hiddenWords())];
    this.placeCounts = new int[count];
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
      for (int i = 0; i < WIDTH; i++) {
        int unit = panel * WIDTH + i;
        field[i] = unit < rbm.visible() ? base.bias(unit) : 0;
      }
      OPS.thresholds(field, 0, 1f, thresholds, 0);
      for (int n = 0; n < count; n++) {
        long drawn = draw(startRandom, panel, n, step);
        visible[n * rbm.visibleWords() + panel] = drawn & mask(panel, rbm.visible());
      }
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
    int zeros = rbm.visible() * Panels.ROW_WORDS;
    for (int n = 0; n < count; n++) {
      int state = n * rbm.visibleWords();
      placeCounts[n] = Panels.places(visible, state, rbm.visibleWords(), zeros, places[n]);
      logWeights[n] += change == 0 ? 0 : change * onBiasGrowth(state);
    }
    int panelLength = Panels.packedPanel(rbm.visible());
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      int weights = rbm.packedWeights().offset() + panel * panelLength;
      long mask = mask(panel, rbm.hidden());
      for (int n = 0; n < count; n++) {
        field(hiddenBias, panel, weights, n);
        if (change != 0) {
          logWeights[n] += SoftplusGrowth.of(field, 0, lower, change, growth);
        }
        if (beta != 0) {
          OPS.thresholds(field, 0, beta, thresholds, 0);
          hidden[n * rbm.hiddenWords() + panel] = draw(hiddenRandom, panel, n, step) & mask;
        }
      }
    }
    if (beta != 0) {
      drawVisible(beta, step);
    }
  }

  private void drawVisible(float beta, long step) {
    int zeros = rbm.hidden() * Panels.ROW_WORDS;
    for (int i = 0; i < rbm.visible(); i++) {
      visibleBias[i] = (float) (learnedBias(i) + (1.0 - beta) / beta * base.bias(i));
    }
    for (int n = 0; n < count; n++) {
      int state = n * rbm.hiddenWords();
      placeCounts[n] = Panels.places(hidden, state, rbm.hiddenWords(), zeros, places[n]);
    }
    Block transposed = rbm.packedTransposed();
    int panelLength = Panels.packedPanel(rbm.hidden());
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      int weights = transposed.offset() + panel * panelLength;
      long mask = mask(panel, rbm.visible());
      for (int n = 0; n < count; n++) {
        field(visibleBias, panel, weights, n);
        OPS.thresholds(field, 0, beta, thresholds, 0);
        visible[n * rbm.visibleWords() + panel] = draw(visibleRandom, panel, n, step) & mask;
      }
    }
  }

  private void field(float[] bias, int panel, int weights, int n) {
    OPS.sumRows(words, weights, places[n], 0, placeCounts[n], VectorOps.Into.SET, sums, 0);
    OPS.fields(sums, 0, unit, bias, panel * WIDTH, field, 0);
  }

  private long draw(RandomStream random, int panel, int n, long step) {
    int counter = random.counter(panel * 16);
    return OPS.draw(counter, first + n, step, random.seed(), thresholds, 0, blocks);
  }

  /**
   * Padding has a field of 0, so that it adds nothing to a weight; what is drawn for it is dropped.
   */
  private static long mask(int panel, int units) {
    int left = units - panel * WIDTH;
    return left >= WIDTH ? -1L : (1L << left) - 1;
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
