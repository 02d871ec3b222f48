package dev.reverie.rbm;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.tempering.TemperatureLadder;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The machines along a ladder, in units of bits: from the base-rate machine at beta 0, whose
 * visible units are independent with the means of the data, to the machine that is learned at beta
 * 1,
 *
 * <pre>
 *  p*(v, h) = exp(-(1 - beta) E_0(v) - beta E(v, h)),    E_0(v) = - sum_i base_i v_i
 * </pre>
 *
 * the path of annealed importance sampling (Salakhutdinov and Murray 2008). Each is a machine with
 * the same packed weights in another unit and with other biases, so that it is sampled like any
 * other, at 1: padding stays at {@link VectorOps#NEVER} even where beta is 0.
 *
 * <p>Against p^beta this path begins where the data are, so that fewer temperatures reach the
 * model, and its first log Z is known exactly.
 */
final class TemperedView {
  private static final int WIDTH = Panels.WIDTH;
  private static final String UNITS = "tempered_units";
  private static final String VISIBLE = "tempered_visible_bias";
  private static final String HIDDEN = "tempered_hidden_bias";

  private final Rbm rbm;
  private final int temperatures;
  private final Block betas;
  private final Block logRatios;
  private final Block base;
  private final Block units;
  private final Block visibleBiases;
  private final Block hiddenBiases;
  private final Side[] visibleSides;
  private final Side[] hiddenSides;
  private final ConcurrentLinkedQueue<LadderScratch> scratch = new ConcurrentLinkedQueue<>();

  TemperedView(Rbm rbm) {
    Layout layout = rbm.layout();
    this.rbm = rbm;
    this.temperatures = rbm.extras().temperatures();
    this.betas = layout.block(Extras.INVERSE_TEMPERATURES);
    this.logRatios = layout.block(Extras.LOG_RATIOS);
    this.base = layout.block(Extras.BASE_BIAS);
    this.units = layout.block(UNITS);
    this.visibleBiases = layout.block(VISIBLE);
    this.hiddenBiases = layout.block(HIDDEN);
    this.visibleSides = new Side[temperatures];
    this.hiddenSides = new Side[temperatures];
    for (int k = 0; k < temperatures; k++) {
      Block unit = row(units, k, 1);
      Block visible = row(visibleBiases, k, rbm.visible());
      Block hidden = row(hiddenBiases, k, rbm.hidden());
      visibleSides[k] = new Side(rbm.packedTransposed(), unit, visible, rbm.visibleLayer());
      hiddenSides[k] = new Side(rbm.packedWeights(), unit, hidden, rbm.hiddenLayer());
    }
  }

  static void addTo(Layout.Builder layout, Rbm rbm, int temperatures) {
    layout.add(UNITS, Role.DERIVED, Storage.ROWS, temperatures, 1);
    layout.add(VISIBLE, Role.DERIVED, Storage.ROWS, temperatures, Panels.padded(rbm.visible()));
    layout.add(HIDDEN, Role.DERIVED, Storage.ROWS, temperatures, Panels.padded(rbm.hidden()));
  }

  /** One row of a block as a block of its own. */
  private static Block row(Block block, int row, int columns) {
    return new Block(
        block.name() + "_" + row,
        Role.DERIVED,
        Storage.PLAIN_PANELS,
        1,
        columns,
        block.index(row, 0));
  }

  LadderScratch borrow() {
    LadderScratch free = scratch.poll();
    return free == null ? new LadderScratch(rbm) : free;
  }

  void giveBack(LadderScratch used) {
    scratch.add(used);
  }

  int temperatures() {
    return temperatures;
  }

  /** Visible units given hidden ones, at a temperature. */
  Side visibleSide(int temperature) {
    return visibleSides[temperature];
  }

  /** Hidden units given visible ones, at a temperature. */
  Side hiddenSide(int temperature) {
    return hiddenSides[temperature];
  }

  float beta(Parameters parameters, int temperature) {
    return parameters.at(betas, 0, temperature);
  }

  /** The published log Z at a pair's upper temperature less that at its lower one. */
  float logRatio(Parameters parameters, int pair) {
    return parameters.at(logRatios, 0, pair);
  }

  /** By how much log p*(v) grows with beta where visible unit i is on, hidden units apart. */
  double slope(Parameters parameters, int i) {
    return (double) parameters.at(rbm.view().visibleBias(), 0, i) - parameters.at(base, 0, i);
  }

  /**
   * Sets an even ladder.
   *
   * @param visibleBiases with which visible units have the means of the data, in their values
   */
  void initialise(Parameters parameters, double[] visibleBiases) {
    for (int i = 0; i < visibleBiases.length; i++) {
      parameters.set(base, 0, i, (float) (rbm.visibleLayer().scale() * visibleBiases[i]));
    }
    write(TemperatureLadder.even(temperatures), parameters);
    derive(parameters);
  }

  TemperatureLadder ladder(Parameters parameters) {
    return new TemperatureLadder(
        read(parameters, betas),
        read(parameters, rbm.layout().block(Extras.SWAP_RATES)),
        read(parameters, rbm.layout().block(Extras.OVERLAPS)),
        read(parameters, logRatios));
  }

  private static double[] read(Parameters parameters, Block block) {
    double[] numbers = new double[block.columns()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = parameters.at(block, 0, k);
    }
    return numbers;
  }

  void write(TemperatureLadder ladder, Parameters parameters) {
    write(ladder.betas(), parameters, betas);
    write(ladder.swapRates(), parameters, rbm.layout().block(Extras.SWAP_RATES));
    write(ladder.overlaps(), parameters, rbm.layout().block(Extras.OVERLAPS));
    write(ladder.logRatios(), parameters, logRatios);
  }

  private static void write(double[] numbers, Parameters parameters, Block block) {
    for (int k = 0; k < numbers.length; k++) {
      parameters.set(block, 0, k, (float) numbers[k]);
    }
  }

  /** Takes over the base, which never changes. */
  void copyBase(Parameters from, Parameters to) {
    System.arraycopy(from.values(), base.offset(), to.values(), base.offset(), base.length());
  }

  /** Computes all machines from ladder, base and the view of what is learned. */
  void derive(Parameters parameters) {
    float unit = parameters.at(rbm.weightsUnit(), 0, 0);
    for (int k = 0; k < temperatures; k++) {
      double beta = beta(parameters, k);
      parameters.set(units, k, 0, (float) (beta * unit));
      mix(parameters, rbm.view().visibleBias(), base, beta, visibleBiases, k);
      mix(parameters, rbm.view().hiddenBias(), null, beta, hiddenBiases, k);
    }
  }

  private static void mix(
      Parameters parameters, Block learned, Block base, double beta, Block into, int row) {
    for (int unit = 0; unit < learned.columns(); unit++) {
      double bias = beta * parameters.at(learned, 0, unit);
      bias += base == null ? 0 : (1 - beta) * parameters.at(base, 0, unit);
      parameters.set(into, row, unit, (float) bias);
    }
    for (int unit = learned.columns(); unit < into.columns(); unit++) {
      parameters.set(into, row, unit, VectorOps.NEVER);
    }
  }

  /** log Z of the base-rate machine. */
  double baseLogPartition(Parameters parameters) {
    double[] biases = read(parameters, base);
    return logPartition(rbm.visibleLayer(), biases)
        + logPartition(rbm.hiddenLayer(), new double[rbm.hidden()]);
  }

  private static double logPartition(Layer layer, double[] biases) {
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

  /** The softmax parts of the hidden layer. */
  List<Layer.Part> hiddenGroups() {
    return rbm.hiddenLayer().parts().stream()
        .filter(part -> part.kind() == UnitKind.SOFTMAX)
        .toList();
  }
}
