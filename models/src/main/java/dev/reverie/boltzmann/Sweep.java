package dev.reverie.boltzmann;

import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * One Gibbs sweep of the units that may move: colour after colour, then the labels together, then
 * the free hidden units, of which the probabilities are kept. Each draw leaves p(s)^beta invariant.
 * Fields are summed neighbour after neighbour, so that a lane's bits depend on nothing but its own
 * state and address in the random stream.
 *
 * <p>Whether the unit at place p is on takes the random number of unit p, and the labels the
 * uniform number of their first place.
 */
final class Sweep {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Lanes.WIDTH;
  private static final int LEAD_IN = Lanes.LEAD_IN;

  private final BoltzmannMachine machine;
  private final Wiring wiring;
  private final float[] values;
  private final int couplings;
  private final Lanes lanes;

  /** Of lanes under one set of parameters. */
  Sweep(BoltzmannMachine machine, Parameters parameters, Lanes lanes) {
    this.machine = machine;
    this.wiring = machine.wiring();
    this.values = parameters.values();
    this.couplings = machine.neighbourCouplings().offset();
    this.lanes = lanes;
  }

  /**
   * Draws the units whose place is in the mask, under {@link Lanes#biases}.
   *
   * @param beta inverse temperature, beside the machine's own
   * @param firstItem of the first lane in the random stream, whose steps are {@link Lanes#steps}
   */
  void run(long[] mask, float beta, RandomStream random, int firstItem) {
    for (int block = 0; block < wiring.blocks(); block++) {
      drawBlock(
          wiring.blockStart(block), wiring.blockStart(block + 1), mask, beta, random, firstItem);
    }
    if (wiring.freeStart() > wiring.labelStart() && isSet(mask, wiring.labelStart())) {
      drawLabels(beta, random, firstItem);
    }
    drawBlock(wiring.freeStart(), wiring.units(), mask, beta, random, firstItem);
  }

  private static boolean isSet(long[] mask, int place) {
    return (mask[place / WIDTH] >>> place & 1) != 0;
  }

  private void drawBlock(
      int start, int end, long[] mask, float beta, RandomStream random, int firstItem) {
    for (int first = start / WIDTH * WIDTH; first < end; first += WIDTH) {
      long columns = range(start - first, end - first) & mask[first / WIDTH];
      if (columns != 0) {
        findThresholds(first, columns, beta);
        draw(first, columns, random, firstItem);
      }
    }
  }

  /** Bits {@code from} to {@code to - 1}, as far as there are such. */
  private static long range(int from, int to) {
    long upTo = to >= WIDTH ? -1L : (1L << to) - 1;
    return from <= 0 ? upTo : upTo & -1L << from;
  }

  private void findThresholds(int first, long columns, float beta) {
    for (long left = columns; left != 0; left &= left - 1) {
      int column = Long.numberOfTrailingZeros(left);
      findField(first + column);
      float scale = beta * machine.fieldScale();
      OPS.thresholds(lanes.fields, LEAD_IN, WIDTH, scale, lanes.thresholds, LEAD_IN);
      for (int lane = 0; lane < WIDTH; lane++) {
        lanes.turned[LEAD_IN + lane * WIDTH + column] = lanes.thresholds[LEAD_IN + lane];
      }
      if (first + column >= wiring.freeStart()) {
        int at = (first + column - wiring.freeStart()) * WIDTH;
        System.arraycopy(lanes.thresholds, LEAD_IN, lanes.means, at, WIDTH);
      }
    }
  }

  /** Writes the fields of a place to {@link Lanes#fields}. */
  void findField(int place) {
    Arrays.fill(lanes.fields, LEAD_IN, LEAD_IN + WIDTH, lanes.biases[place]);
    int row = wiring.row(place);
    OPS.addWeightedRows(
        lanes.spins,
        LEAD_IN,
        wiring.neighbours(),
        row,
        values,
        couplings + row,
        wiring.row(place + 1) - row,
        lanes.fields,
        LEAD_IN);
  }

  private void draw(int first, long columns, RandomStream random, int firstItem) {
    int count = lanes.count();
    OPS.draw(
        random,
        first / WIDTH,
        firstItem,
        lanes.steps,
        0,
        count,
        lanes.turned,
        LEAD_IN,
        lanes.drawn,
        0,
        1,
        lanes.drawWork);
    for (int lane = 0; lane < count; lane++) {
      lanes.words[first + lane] =
          lanes.words[first + lane] & ~columns | lanes.drawn[lane] & columns;
    }
    for (long left = columns; left != 0; left &= left - 1) {
      lanes.spread(first + Long.numberOfTrailingZeros(left));
    }
  }

  private void drawLabels(float beta, RandomStream random, int firstItem) {
    int start = wiring.labelStart();
    double[][] shares = labelShares(beta);
    for (int lane = 0; lane < lanes.count(); lane++) {
      double left = random.uniform(firstItem + lane, lanes.steps[lane], start);
      int chosen = 0;
      while (chosen < shares.length - 1 && left >= shares[chosen][lane]) {
        left -= shares[chosen][lane];
        chosen++;
      }
      for (int label = 0; label < shares.length; label++) {
        lanes.set(start + label, lane, label == chosen);
      }
    }
    for (int label = 0; label < shares.length; label++) {
      lanes.spread(start + label);
    }
  }

  /** The probability of each label, given all other units, in each lane. */
  double[][] labelShares(float beta) {
    int labels = machine.roles().labels();
    double[][] shares = new double[labels][lanes.count()];
    double[] largest = new double[lanes.count()];
    double[] sums = new double[lanes.count()];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int label = 0; label < labels; label++) {
      findField(wiring.labelStart() + label);
      for (int lane = 0; lane < largest.length; lane++) {
        shares[label][lane] = (double) (beta * machine.fieldScale()) * lanes.fields[LEAD_IN + lane];
        largest[lane] = Math.max(largest[lane], shares[label][lane]);
      }
    }
    for (double[] share : shares) {
      for (int lane = 0; lane < largest.length; lane++) {
        share[lane] = StrictMath.exp(share[lane] - largest[lane]);
        sums[lane] += share[lane];
      }
    }
    for (double[] share : shares) {
      for (int lane = 0; lane < largest.length; lane++) {
        share[lane] /= sums[lane];
      }
    }
    return shares;
  }
}
