package dev.reverie.rbm;

import dev.reverie.numeric.Logistic;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.tempering.Neighbours;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.OptionalDouble;

/** What is published of every ladder: its pairs, from the base on, and its round trips. */
final class LadderBlocks {
  private static final String SWAP_RATES = "swap_rates";
  private static final String OVERLAPS = "swap_overlaps";
  private static final String LOG_RATIOS = "log_ratios";
  private static final String ROUND_TRIP_RATE = "round_trip_rate";

  private final Block swapRates;
  private final Block overlaps;
  private final Block logRatios;
  private final Block roundTripRate;

  LadderBlocks(Layout layout) {
    this.swapRates = layout.block(SWAP_RATES);
    this.overlaps = layout.block(OVERLAPS);
    this.logRatios = layout.block(LOG_RATIOS);
    this.roundTripRate = layout.block(ROUND_TRIP_RATE);
  }

  static void addTo(Layout.Builder layout, int pairs) {
    layout.add(SWAP_RATES, Role.PUBLISHED, Storage.ROWS, 1, pairs);
    layout.add(OVERLAPS, Role.PUBLISHED, Storage.ROWS, 1, pairs);
    layout.add(LOG_RATIOS, Role.PUBLISHED, Storage.ROWS, 1, pairs);
    layout.add(ROUND_TRIP_RATE, Role.PUBLISHED, Storage.ROWS, 1, 1);
  }

  float logRatio(Parameters parameters, int pair) {
    return parameters.at(logRatios, 0, pair);
  }

  /** How often a replica has gone from model to base and back, a ladder and update. */
  float roundTripRate(Parameters parameters) {
    return parameters.at(roundTripRate, 0, 0);
  }

  void setRoundTripRate(Parameters parameters, float rate) {
    parameters.set(roundTripRate, 0, 0, rate);
  }

  /** The first pairs. */
  Neighbours read(Parameters parameters, int pairs) {
    return new Neighbours(
        read(parameters, swapRates, pairs),
        read(parameters, overlaps, pairs),
        read(parameters, logRatios, pairs));
  }

  /** As many numbers of a row. */
  static double[] read(Parameters parameters, Block block, int count) {
    double[] numbers = new double[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = parameters.at(block, 0, k);
    }
    return numbers;
  }

  /** Pairs beyond these are 0. */
  void write(Neighbours pairs, Parameters parameters) {
    write(pairs.swapRates(), parameters, swapRates);
    write(pairs.overlaps(), parameters, overlaps);
    write(pairs.logRatios(), parameters, logRatios);
  }

  static void write(double[] numbers, Parameters parameters, Block block) {
    for (int k = 0; k < block.columns(); k++) {
      parameters.set(block, 0, k, k < numbers.length ? (float) numbers[k] : 0f);
    }
  }

  LadderReport report(
      Parameters parameters, double[] betas, Neighbours pairs, double baseLogPartition) {
    return new LadderReport(
        betas,
        pairs.swapRates(),
        roundTripRate(parameters),
        pairs.overlap()
            ? OptionalDouble.of(baseLogPartition + Arrays.stream(pairs.logRatios()).sum())
            : OptionalDouble.empty());
  }

  /** log Z, in units of bits, of a machine whose weights are 0. */
  static double baseLogPartition(Rbm rbm, Parameters parameters) {
    Block visible = rbm.view().visibleBias();
    Block hidden = rbm.view().hiddenBias();
    return logPartition(rbm.visibleLayer(), read(parameters, visible, rbm.visible()))
        + logPartition(rbm.hiddenLayer(), read(parameters, hidden, rbm.hidden()));
  }

  /** log Z of units on their own. */
  static double logPartition(Layer layer, double[] biases) {
    double sum = 0;
    for (Layer.Part part : layer.parts()) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        sum +=
            part.kind() == UnitKind.SOFTMAX
                ? logSumExp(biases, first, part.states())
                : Logistic.softplus(biases[first]);
      }
    }
    return sum;
  }

  private static double logSumExp(double[] numbers, int first, int count) {
    double sum = 0;
    for (int k = first; k < first + count; k++) {
      sum += Math.exp(numbers[k]);
    }
    return Math.log(sum);
  }
}
