package dev.reverie.rbm;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.Conditional;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The structure of a restricted Boltzmann machine (Smolensky 1986), for binary units
 *
 * <pre>
 *  E(v, h) = - sum_i a_i v_i - sum_j b_j h_j - sum_ij v_i W_ij h_j          v_i, h_j in {0, 1}
 *  F(v)    = - sum_i a_i v_i - sum_j log(1 + exp(b_j + sum_i v_i W_ij))     p(v) = exp(-F(v)) / Z
 * </pre>
 *
 * and for other {@link UnitKind}s with their values in place of 0 and 1. Real-valued ones have an
 * energy of their own: rectified units and Gaussian hidden ones {@code x^2 / 2} besides the bias,
 * Gaussian visible ones {@code (v_i - a_i)^2 / 2 s_i} with variances s_i, in place of the bias, and
 * {@code v_i / s_i} in place of v_i beside weights (Cho, Ilin and Raiko 2011). Two unbounded layers
 * are refused. MODELS.md has every kind's energy, conditionals and gradient.
 *
 * <p>Tensors: {@code weights} [visible, hidden], {@code visible_bias} [visible], {@code
 * hidden_bias} [hidden], with Gaussian visible units {@code visible_log_variance} [visible], which
 * is log s_i and 0 for units of another kind beside them; in a checkpoint also what {@link Extras}
 * tell and {@code weights_unit}. In memory the weights lie in plain panels, and twice more as the
 * chains' {@link View} reads them.
 */
public final class Rbm {
  /** Units of a layer, so that sums of packed weights fit into 32 bits. */
  public static final int MOST_UNITS = 65_535;

  private static final VectorOps OPS = VectorOps.best();

  private final Layer visibleLayer;
  private final Layer hiddenLayer;
  private final Extras extras;
  private final Connections connections;
  private final int visible;
  private final int hidden;
  private final Layout layout;
  private final View view;
  private final View chainView;
  private final Rbm earlier;
  private final TemperedView tempered;
  private final TrajectoryView trajectory;
  private final ConcurrentLinkedQueue<Scratch> scratch = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<DenseScratch> denseScratch = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<LadderScratch> ladderScratch = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RbmGradient> gradients = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Bundle> bundles = new ConcurrentLinkedQueue<>();

  /** Binary units. */
  public Rbm(int visible, int hidden) {
    this(layer("visible", visible), layer("hidden", hidden), Extras.NONE);
  }

  public Rbm(Layer visible, Layer hidden, Extras extras) {
    this(visible, hidden, extras, Connections.ALL);
  }

  /**
   * Binary units of several layers.
   *
   * @param connections of as many visible and hidden units
   */
  public Rbm(Extras extras, Connections connections) {
    this(
        Layer.binary(connections.visible()),
        Layer.binary(connections.hidden()),
        extras,
        connections);
  }

  private Rbm(Layer visible, Layer hidden, Extras extras, Connections connections) {
    requireUnits(visible.units(), hidden.units());
    requireNormaliser(visible, hidden);
    this.visibleLayer = visible;
    this.hiddenLayer = hidden;
    this.extras = extras;
    this.connections = connections;
    this.visible = visible.units();
    this.hidden = hidden.units();
    this.earlier = extras.levels() > 0 ? new Rbm(visible, hidden, Extras.NONE) : null;
    this.layout = layout(extras);
    this.view = View.own(this);
    this.chainView = extras.fastWeights() ? View.fast(this) : view;
    this.tempered = extras.temperatures() > 0 ? new TemperedView(this) : null;
    this.trajectory = extras.levels() > 0 ? new TrajectoryView(this, earlier) : null;
  }

  private static Layer layer(String name, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(name + "=" + units + ", must be positive");
    }
    return Layer.binary(units);
  }

  private static void requireUnits(int visible, int hidden) {
    if (visible > MOST_UNITS || hidden > MOST_UNITS) {
      throw new InputException(
          "visible="
              + visible
              + " hidden="
              + hidden
              + ": a layer has at most "
              + MOST_UNITS
              + " units");
    }
  }

  /** Two unbounded layers can push each other without end: for some weights there is no Z. */
  private static void requireNormaliser(Layer visible, Layer hidden) {
    if (!visible.bounded() && !hidden.bounded()) {
      throw new InputException(
          "visible-units="
              + visible.key()
              + " hidden-units="
              + hidden.key()
              + ": two unbounded layers have no normaliser for large weights, one must be"
              + " binary, spin or softmax");
    }
  }

  private Layout layout(Extras extras) {
    Layout.Builder layout =
        Layout.builder()
            .add("weights", Role.LEARNED, Storage.PLAIN_PANELS, visible, hidden)
            .add("visible_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, visible)
            .add("hidden_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, hidden);
    if (hasVariances()) {
      layout.add("visible_log_variance", Role.LEARNED, Storage.PLAIN_PANELS, 1, visible);
    }
    extras.addTo(layout, visible, hidden);
    View.addTo(layout, this);
    if (extras.temperatures() > 0) {
      requireBits("tempered");
      TemperedView.addTo(layout, this, extras.temperatures());
    }
    if (extras.levels() > 0) {
      requireBits("trajectory");
      TrajectoryView.addTo(layout, earlier, extras.levels());
    }
    return layout.build();
  }

  private void requireBits(String method) {
    if (!discrete()) {
      throw new InputException(
          "method="
              + method
              + " with visible-units="
              + visibleLayer.key()
              + " hidden-units="
              + hiddenLayer.key()
              + ", must be pcd, cd or ml: ladders are of binary, spin and softmax units");
    }
  }

  public int visible() {
    return visible;
  }

  public int hidden() {
    return hidden;
  }

  public Layer visibleLayer() {
    return visibleLayer;
  }

  public Layer hiddenLayer() {
    return hiddenLayer;
  }

  public Extras extras() {
    return extras;
  }

  /** Whether every unit's state is one bit, so that chains read packed weights. */
  public boolean discrete() {
    return visibleLayer.discrete() && hiddenLayer.discrete();
  }

  /**
   * Whether every unit is one of two states that, given the other layer, depends on no other unit.
   */
  public boolean independentBits() {
    return discrete() && !visibleLayer.has(UnitKind.SOFTMAX) && !hiddenLayer.has(UnitKind.SOFTMAX);
  }

  /** Whether all units are 0 or 1, each on its own. */
  public boolean binary() {
    return visibleLayer.key().equals(UnitKind.BINARY.key())
        && hiddenLayer.key().equals(UnitKind.BINARY.key());
  }

  public Layout layout() {
    return layout;
  }

  /** Which weights there are. */
  public Connections connections() {
    return connections;
  }

  /** Visible units that data give: all of them, or the first ones where there are more layers. */
  public int observed() {
    return connections.observed(visible);
  }

  /**
   * Hidden units by visible ones, of which the first are those of the panel that holds unit {@link
   * #observed}; there must be units that data do not give.
   */
  public Block weightsByHidden() {
    return layout.block(PlainTransposed.BLOCK);
  }

  /** Visible by hidden. */
  public Block weights() {
    return layout.block("weights");
  }

  public Block visibleBias() {
    return layout.block("visible_bias");
  }

  public Block hiddenBias() {
    return layout.block("hidden_bias");
  }

  /** The logarithms of the Gaussian visible units' variances; there must be such units. */
  public Block visibleLogVariance() {
    return layout.block("visible_log_variance");
  }

  /** Whether there are Gaussian visible units. */
  public boolean hasVariances() {
    return visibleLayer.has(UnitKind.GAUSSIAN);
  }

  /** The fast weights; {@link Extras} must have them. */
  Block fastWeights() {
    return layout.block(Extras.FAST_WEIGHTS);
  }

  /** The fast visible biases, null where there are none. */
  Block fastVisibleBias() {
    return extras.fastWeights() ? layout.block(Extras.FAST_VISIBLE_BIAS) : null;
  }

  /** The fast hidden biases, null where there are none. */
  Block fastHiddenBias() {
    return extras.fastWeights() ? layout.block(Extras.FAST_HIDDEN_BIAS) : null;
  }

  /** The offsets of visible units' values; {@link Extras} must have them. */
  public Block visibleOffset() {
    return layout.block(Extras.VISIBLE_OFFSET);
  }

  /** The offsets of hidden units' values; {@link Extras} must have them. */
  public Block hiddenOffset() {
    return layout.block(Extras.HIDDEN_OFFSET);
  }

  /** What one unit of a packed weight is worth; units must be discrete. */
  public Block weightsUnit() {
    return layout.block(PackedWeights.UNIT);
  }

  /** Visible by hidden, in units of {@link #weightsUnit}; units must be discrete. */
  public Block packedWeights() {
    return layout.block(PackedWeights.PACKED);
  }

  /** The same, hidden by visible. */
  public Block packedTransposed() {
    return layout.block(PackedWeights.TRANSPOSED);
  }

  /** The parameters as data and evaluations read them. */
  View view() {
    return view;
  }

  /** The parameters as persistent chains read them: with the fast weights, if there are any. */
  View chainView() {
    return chainView;
  }

  /** The machines along a ladder of temperatures, null where there is none. */
  TemperedView tempered() {
    return tempered;
  }

  /** The machines along a ladder of earlier parameters, null where there is none. */
  TrajectoryView trajectory() {
    return trajectory;
  }

  /** The one of these that there is, null where there is none. */
  LadderView ladder() {
    return tempered == null ? trajectory : tempered;
  }

  /** Both views, or the one that there is. */
  List<View> views() {
    return view == chainView ? List.of(view) : List.of(view, chainView);
  }

  /** Words that the packed visible units of one state take. */
  public int visibleWords() {
    return Panels.count(visible);
  }

  /** Words that the packed hidden units of one state take. */
  public int hiddenWords() {
    return Panels.count(hidden);
  }

  /** Weights from N(0, scale^2), the given visible biases, no hidden biases. */
  public void initialise(Parameters parameters, double[] visibleBias, double scale, long seed) {
    for (Block block : layout.blocks()) {
      if (block.role() == Role.PUBLISHED) {
        Arrays.fill(parameters.values(), block.offset(), block.offset() + block.length(), 0f);
      }
    }
    RandomStream random = new RandomStream(seed, Purpose.INITIAL_PARAMETERS);
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        float weight = (float) (scale * random.gaussian(i, 0, j));
        parameters.set(weights(), i, j, connections.join(i, j) ? weight : 0);
      }
      parameters.set(visibleBias(), 0, i, (float) visibleBias[i]);
    }
    for (int j = 0; j < hidden; j++) {
      parameters.set(hiddenBias(), 0, j, 0f);
    }
    derive(parameters);
  }

  /** Turns the states of a row of data, of which spins are 0 or 1, into values of visible units. */
  public void toValues(float[] states, int offset) {
    if (visibleLayer.shift() != 0) {
      for (int i = offset; i < offset + visible; i++) {
        states[i] = visibleLayer.scale() * states[i] + visibleLayer.shift();
      }
    }
  }

  /** Turns values of visible units back into states as data have them. */
  public void toStates(float[] values, int offset) {
    if (visibleLayer.shift() != 0) {
      for (int i = offset; i < offset + visible; i++) {
        values[i] = (values[i] - visibleLayer.shift()) / visibleLayer.scale();
      }
    }
  }

  /**
   * Throws when a learned or published number is not finite or too large.
   *
   * @throws DivergedException as {@link Parameters#requireBounded} does, and of log variances
   *     beyond {@link RbmUpdate#LOG_VARIANCE_LIMIT}
   */
  public void requireBounded(Parameters parameters) {
    parameters.requireBounded();
    for (int i = 0; hasVariances() && i < visible; i++) {
      float log = parameters.at(visibleLogVariance(), 0, i);
      if (Math.abs(log) > RbmUpdate.LOG_VARIANCE_LIMIT) {
        throw new DivergedException(
            "visible_log_variance["
                + i
                + "]="
                + log
                + ", must lie within +-"
                + RbmUpdate.LOG_VARIANCE_LIMIT,
            "update");
      }
    }
  }

  /** Writes the visible units' variances; that of units which have none is 1. */
  void variances(Parameters parameters, float[] out) {
    Arrays.fill(out, 0, visible, 1f);
    for (Layer.Part part : visibleLayer.parts()) {
      for (int i = part.first(); part.kind() == UnitKind.GAUSSIAN && i < part.end(); i++) {
        out[i] = (float) StrictMath.exp(parameters.at(visibleLogVariance(), 0, i));
      }
    }
  }

  /**
   * Sets the offsets to where centring starts.
   *
   * @param visibleMeans of the visible units' states in the data
   */
  public void setOffsets(Parameters parameters, double[] visibleMeans) {
    for (int i = 0; i < visible; i++) {
      double mean = visibleLayer.scale() * visibleMeans[i] + visibleLayer.shift();
      parameters.set(visibleOffset(), 0, i, (float) mean);
    }
    for (Layer.Part part : hiddenLayer.parts()) {
      for (int j = part.first(); j < part.end(); j++) {
        parameters.set(hiddenOffset(), 0, j, part.kind().meanAtZero(part.states()));
      }
    }
  }

  /** Computes copies and padding from what is learned and published. */
  public void derive(Parameters parameters) {
    pad(parameters, visibleBias());
    pad(parameters, hiddenBias());
    views().forEach(each -> each.derive(parameters));
    if (ladder() != null) {
      ladder().derive(parameters);
    }
  }

  static void pad(Parameters parameters, Block bias) {
    for (int column = bias.columns(); column < bias.length(); column++) {
      parameters.values()[bias.offset() + column] = VectorOps.NEVER;
    }
  }

  /**
   * The fields of all hidden units given packed visible ones, from the weights themselves.
   *
   * @param places working memory of {@code Panels.padded(visible())} numbers
   * @param out takes {@code Panels.padded(hidden())} numbers
   */
  public void hiddenField(
      Parameters parameters, long[] bits, int offset, int[] places, float[] out) {
    int count = 0;
    for (int i = 0; i < visible; i++) {
      if ((bits[offset + (i >>> 6)] >>> i & 1) != 0) {
        places[count++] = i * Panels.WIDTH;
      }
    }
    float[] values = parameters.values();
    System.arraycopy(values, hiddenBias().offset(), out, 0, Panels.padded(hidden));
    for (int panel = 0; panel < hiddenWords(); panel++) {
      int base = weights().offset() + panel * visible * Panels.WIDTH;
      OPS.addRows(values, base, places, count, out, panel * Panels.WIDTH);
    }
    int more = connections.visibleCopies() - 1;
    for (int j = 0; more > 0 && j < hidden; j++) {
      out[j] += more * (out[j] - values[hiddenBias().offset() + j]);
    }
  }

  /** F(v) of packed visible units at inverse temperature 1, in nats. */
  public double freeEnergy(Parameters parameters, long[] bits, int offset) {
    Scratch mine = borrow();
    try {
      hiddenField(parameters, bits, offset, mine.visiblePlaces, mine.hiddenField);
      double sum = hiddenLogPartition(mine.hiddenField);
      float[] values = parameters.values();
      int bias = visibleBias().offset();
      for (int i = 0; i < visible; i++) {
        if ((bits[offset + (i >>> 6)] >>> i & 1) != 0) {
          sum += values[bias + i];
        }
      }
      return -sum;
    } finally {
      giveBack(mine);
    }
  }

  /** What the states of all hidden units, as bits, sum to given their fields: its logarithm. */
  private double hiddenLogPartition(float[] fields) {
    if (!hiddenLayer.has(UnitKind.SOFTMAX)) {
      return Logistic.softplusSum(fields, hidden);
    }
    double sum = 0;
    for (Layer.Part part : hiddenLayer.parts()) {
      double[] group = new double[part.states()];
      for (int first = part.first(); first < part.end(); first += group.length) {
        for (int k = 0; k < group.length; k++) {
          group[k] = fields[first + k];
        }
        sum +=
            part.kind() == UnitKind.SOFTMAX
                ? Conditional.logPartition(group, 0, group.length)
                : Logistic.softplus(group[0]);
      }
    }
    return sum;
  }

  Scratch borrow() {
    Scratch free = scratch.poll();
    return free == null ? new Scratch(this) : free;
  }

  void giveBack(Scratch used) {
    scratch.add(used);
  }

  DenseScratch borrowDense() {
    DenseScratch free = denseScratch.poll();
    return free == null ? new DenseScratch(this) : free;
  }

  void giveBack(DenseScratch used) {
    denseScratch.add(used);
  }

  LadderScratch borrowLadder() {
    LadderScratch free = ladderScratch.poll();
    return free == null ? new LadderScratch(this) : free;
  }

  void giveBack(LadderScratch used) {
    ladderScratch.add(used);
  }

  RbmGradient borrowGradient() {
    RbmGradient free = gradients.poll();
    return free == null ? new RbmGradient() : free;
  }

  void giveBack(RbmGradient used) {
    gradients.add(used);
  }

  /** An empty one. */
  Bundle borrowBundle() {
    Bundle free = bundles.poll();
    return free == null ? new Bundle(this) : free;
  }

  void giveBack(Bundle used) {
    used.clear();
    bundles.add(used);
  }
}
