package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.tempering.SwapFigures;
import dev.reverie.tempering.TemperatureLadder;
import java.util.Optional;
import java.util.stream.IntStream;

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
final class TemperedView implements LadderView {
  private static final int WIDTH = Panels.WIDTH;
  private static final String UNITS = "tempered_units";
  private static final String VISIBLE = "tempered_visible_bias";
  private static final String HIDDEN = "tempered_hidden_bias";

  private final Rbm rbm;
  private final int temperatures;
  private final Block betas;
  private final Block base;
  private final Block units;
  private final Block visibleBiases;
  private final Block hiddenBiases;
  private final Side[] visibleSides;
  private final Side[] hiddenSides;
  private final LadderBlocks pairs;
  private final int[] order;

  TemperedView(Rbm rbm) {
    Layout layout = rbm.layout();
    this.rbm = rbm;
    this.temperatures = rbm.extras().temperatures();
    this.betas = layout.block(Extras.INVERSE_TEMPERATURES);
    this.base = layout.block(Extras.BASE_BIAS);
    this.units = layout.block(UNITS);
    this.visibleBiases = layout.block(VISIBLE);
    this.hiddenBiases = layout.block(HIDDEN);
    this.visibleSides = new Side[temperatures];
    this.hiddenSides = new Side[temperatures];
    this.pairs = new LadderBlocks(layout);
    this.order = IntStream.range(0, temperatures).toArray();
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

  @Override
  public int levels() {
    return temperatures;
  }

  /** All temperatures, always. */
  @Override
  public int[] order(Parameters parameters) {
    return order;
  }

  @Override
  public long newest(Parameters parameters) {
    return 0;
  }

  @Override
  public long number(Parameters parameters, int level) {
    return 0;
  }

  @Override
  public Parameters machine(Parameters parameters, int level) {
    return parameters;
  }

  @Override
  public Side visibleSide(int level) {
    return visibleSides[level];
  }

  @Override
  public Side hiddenSide(int level) {
    return hiddenSides[level];
  }

  /** The inverse temperature of a level. */
  float beta(Parameters parameters, int level) {
    return parameters.at(betas, 0, level);
  }

  @Override
  public float logRatio(Parameters parameters, int pair) {
    return pairs.logRatio(parameters, pair);
  }

  @Override
  public LadderGrowth newGrowth() {
    return new TemperedGrowth(rbm, this);
  }

  @Override
  public long growthBytes() {
    return HiddenGrowth.bytes(rbm);
  }

  /** By how much log p*(v) grows with beta where visible unit i is on, hidden units apart. */
  double slope(Parameters parameters, int i) {
    return (double) parameters.at(rbm.view().visibleBias(), 0, i) - parameters.at(base, 0, i);
  }

  /** An even ladder. */
  @Override
  public void initialise(Parameters parameters, double[] visibleBiases) {
    for (int i = 0; i < visibleBiases.length; i++) {
      parameters.set(base, 0, i, (float) (rbm.visibleLayer().scale() * visibleBiases[i]));
    }
    write(TemperatureLadder.even(temperatures), parameters);
    derive(parameters);
  }

  TemperatureLadder ladder(Parameters parameters) {
    return new TemperatureLadder(
        LadderBlocks.read(parameters, betas, temperatures),
        pairs.read(parameters, temperatures - 1));
  }

  void write(TemperatureLadder ladder, Parameters parameters) {
    LadderBlocks.write(ladder.betas(), parameters, betas);
    pairs.write(ladder.pairs(), parameters);
  }

  /**
   * Publishes the next ladder.
   *
   * @param seen what ladders have told, if they have
   * @param adapts whether temperatures move
   * @param next of which everything else is there
   */
  void move(
      long update,
      Parameters current,
      Optional<SwapFigures> seen,
      boolean adapts,
      Parameters next) {
    TemperatureLadder before = ladder(current);
    write(seen.map(figures -> before.after(update, figures, adapts)).orElse(before), next);
    System.arraycopy(current.values(), base.offset(), next.values(), base.offset(), base.length());
    derive(next);
  }

  /** From ladder, base and the view of what is learned. */
  @Override
  public void derive(Parameters parameters) {
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
    double[] biases = LadderBlocks.read(parameters, base, rbm.visible());
    return LadderBlocks.logPartition(rbm.visibleLayer(), biases)
        + LadderBlocks.logPartition(rbm.hiddenLayer(), new double[rbm.hidden()]);
  }

  @Override
  public LadderReport report(Parameters parameters) {
    TemperatureLadder ladder = ladder(parameters);
    double atBase = baseLogPartition(parameters);
    return pairs.report(parameters, ladder.betas(), ladder.pairs(), atBase);
  }
}
