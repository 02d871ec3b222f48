package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditionals and free energies against the energy itself. */
final class ConditionalsTest {
  /**
   * A unit of 2^-14 at 1, where probabilities are cut off, half of it elsewhere, 2^-23 by the
   * logistic function; fields are exact here.
   */
  private static double rounding(double exact) {
    return (exact > 1 - 0x1p-14 ? 0x1p-14 : 0x1p-15) + 0x1p-23;
  }

  private static final double ONE = 1 << VectorOps.PROBABILITY_BITS;
  private static final int STATES = 100;

  @ParameterizedTest
  @CsvSource({
    "6, 4, 1",
    "5, 3, 1",
    "70, 3, 1",
    "3, 70, 1",
    "6, 4, 0.5",
    "70, 130, 0.5",
    "64, 64, 2"
  })
  void shouldGiveEachUnitItsProbabilityGivenTheOtherLayer(int visible, int hidden, float beta) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.5, 1, random);
    Enumerated model = new Enumerated(rbm, parameters);
    long[][] v = states(visible, random);
    long[][] h = states(hidden, random);
    double[][] ofHidden = probabilities(rbm, rbm.view().hiddenSide(), hidden, parameters, beta, v);
    double[][] ofVisible =
        probabilities(rbm, rbm.view().visibleSide(), visible, parameters, beta, h);
    for (int n = 0; n < STATES; n++) {
      for (int j = 0; j < Panels.padded(hidden); j++) {
        double exact = j < hidden ? hiddenOn(model, beta, v[n], h[n], j) : 0;
        double drawn = ofHidden[n][j];
        assertEquals(exact, drawn, j < hidden ? rounding(exact) : 0, "hidden " + j);
      }
      for (int i = 0; i < Panels.padded(visible); i++) {
        double exact = i < visible ? visibleOn(model, beta, v[n], h[n], i) : 0;
        double drawn = ofVisible[n][i];
        assertEquals(exact, drawn, i < visible ? rounding(exact) : 0, "visible " + i);
      }
    }
  }

  private static long[][] states(int units, Random random) {
    long[][] states = new long[STATES][];
    for (int n = 1; n < STATES; n++) {
      states[n] = Models.state(units, random);
    }
    states[0] = new long[states[1].length];
    return states;
  }

  private static double[][] probabilities(
      Rbm rbm, Side side, int units, Parameters parameters, float beta, long[][] given) {
    Slab slab = new Slab(new Rbm(1, units));
    Scratch scratch = rbm.borrow();
    side.draw(
        parameters,
        beta,
        packed(given),
        0,
        STATES,
        null,
        0,
        scratch.steps,
        0,
        null,
        0,
        slab,
        scratch);
    double[][] probabilities = new double[STATES][Panels.padded(units)];
    for (int n = 0; n < STATES; n++) {
      for (int k = 0; k < probabilities[n].length; k++) {
        int row = Slab.row(k / 64, n);
        probabilities[n][k] = Panels.bits(slab.probabilities, row, k % 64) / ONE;
      }
    }
    return probabilities;
  }

  private static long[] packed(long[][] states) {
    int words = states[0].length;
    long[] packed = new long[states.length * words];
    for (int n = 0; n < states.length; n++) {
      System.arraycopy(states[n], 0, packed, n * words, words);
    }
    return packed;
  }

  /**
   * The ratio of the two energies that differ in one unit; the other units of its layer do not
   * matter.
   */
  private static double hiddenOn(Enumerated model, double beta, long[] v, long[] h, int unit) {
    double gap = model.energy(v, with(h, unit, true)) - model.energy(v, with(h, unit, false));
    return 1 / (1 + StrictMath.exp(beta * gap));
  }

  private static double visibleOn(Enumerated model, double beta, long[] v, long[] h, int unit) {
    double gap = model.energy(with(v, unit, true), h) - model.energy(with(v, unit, false), h);
    return 1 / (1 + StrictMath.exp(beta * gap));
  }

  private static long[] with(long[] state, int unit, boolean on) {
    long[] changed = state.clone();
    long bit = 1L << unit;
    changed[unit >>> 6] = on ? changed[unit >>> 6] | bit : changed[unit >>> 6] & ~bit;
    return changed;
  }

  @ParameterizedTest
  @CsvSource({"6, 4", "70, 130"})
  void shouldDrawUnitsFromTheirOwnRandomNumbersAndNeverPadding(int visible, int hidden) {
    Random random = new Random(hidden);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.5, 1, random);
    long[] v = packed(states(visible, random));
    long[] steps = random.longs(STATES).toArray();
    RandomStream stream = new RandomStream(7, Purpose.CHAIN_HIDDEN);
    int words = rbm.hiddenWords();
    long[] drawn = new long[STATES * words];
    Scratch scratch = rbm.borrow();
    rbm.view()
        .hiddenSide()
        .draw(parameters, 1f, v, 0, STATES, stream, 1000, steps, 0, drawn, 0, null, scratch);
    int[] thresholds = new int[Panels.padded(hidden)];
    for (int n = 0; n < STATES; n++) {
      int at = n * rbm.visibleWords();
      rbm.hiddenField(parameters, v, at, scratch.visiblePlaces, scratch.hiddenField);
      VectorOps.scalar().thresholds(scratch.hiddenField, 0, thresholds.length, 1f, thresholds, 0);
      for (int j = 0; j < words * 64; j++) {
        boolean on = j < hidden && stream.drawBits(1000 + n, steps[n], j) < thresholds[j];
        assertEquals(on ? 1 : 0, drawn[n * words + j / 64] >>> j & 1, "state " + n + " unit " + j);
      }
    }
  }

  /** One state sums its own rows; of many with most units on, four sum what they share once. */
  @ParameterizedTest
  @CsvSource({"70, 130, 0.95", "784, 65, 0.5", "784, 65, 0.1", "3, 9, 0.9"})
  void shouldDrawTheSameFourByFourAndAlone(int visible, int hidden, double density) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.3, 1, random);
    int words = rbm.visibleWords();
    int states = Slab.STATES - 1;
    long[] given = new long[states * words];
    for (int n = 0; n < states; n++) {
      for (int i = 0; i < visible; i++) {
        given[n * words + i / 64] |= random.nextDouble() < density ? 1L << i : 0;
      }
    }
    RandomStream stream = new RandomStream(5, Purpose.CHAIN_HIDDEN);
    long[] together = new long[states * rbm.hiddenWords()];
    long[] alone = new long[states * rbm.hiddenWords()];
    Scratch scratch = rbm.borrow();
    Side side = rbm.view().hiddenSide();
    side.draw(
        parameters, 1f, given, 0, states, stream, 0, scratch.steps, 0, together, 0, null, scratch);
    for (int n = 0; n < states; n++) {
      int to = n * rbm.hiddenWords();
      side.draw(
          parameters,
          1f,
          given,
          n * words,
          1,
          stream,
          n,
          scratch.steps,
          0,
          alone,
          to,
          null,
          scratch);
    }
    assertArrayEquals(alone, together);
  }

  @ParameterizedTest
  @CsvSource({"6, 4", "5, 3", "70, 3", "130, 9"})
  void shouldGiveFreeEnergiesAsTheSumOverHiddenStates(int visible, int hidden) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.5, 1, random);
    Enumerated model = new Enumerated(rbm, parameters);
    for (long[] v : states(visible, random)) {
      double exact = model.freeEnergy(v);
      assertEquals(exact, rbm.freeEnergy(parameters, v, 0), 1e-12 * (1 + Math.abs(exact)));
    }
  }

  /**
   * Too many hidden states to sum over, but given v the units are independent: one energy gap each.
   */
  @ParameterizedTest
  @CsvSource({"3, 70", "4, 130"})
  void shouldGiveFreeEnergiesOfManyHiddenUnits(int visible, int hidden) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.5, 1, random);
    Enumerated model = new Enumerated(rbm, parameters);
    for (long[] v : states(visible, random)) {
      double exact = model.energy(v, new long[rbm.hiddenWords()]);
      for (int j = 0; j < hidden; j++) {
        long[] only = with(new long[rbm.hiddenWords()], j, true);
        double field = model.energy(v, new long[rbm.hiddenWords()]) - model.energy(v, only);
        exact -= StrictMath.log1p(StrictMath.exp(field));
      }
      assertEquals(exact, rbm.freeEnergy(parameters, v, 0), 1e-11 * (1 + Math.abs(exact)));
    }
  }
}
