package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * The structure of a mixture of K distributions whose columns are independent:
 *
 * <pre>
 *  p(x) = sum_k pi_k prod_i p(x_i | k)
 * </pre>
 *
 * Tensors: {@code mixing} [components], which is pi, and {@code means} [components, columns];
 * further ones are the kind's.
 */
public abstract sealed class Mixture permits BernoulliMixture, GaussianMixture {
  /** The smallest pi: a component without data stays possible. */
  static final float LEAST_MIXING = 1e-30f;

  /** The only pi that there is, rounded up. */
  private static final float MOST_MIXING = 1 + 1e-5f;

  private final int components;
  private final int columns;
  private final Layout layout;

  Mixture(int components, int columns) {
    if (components < 1 || columns < 1) {
      throw new InputException(
          "components=" + components + " columns=" + columns + ", both must be positive");
    }
    this.components = components;
    this.columns = columns;
    Layout.Builder builder =
        Layout.builder()
            .add("mixing", Role.LEARNED, Storage.ROWS, 1, components)
            .add("means", Role.LEARNED, Storage.ROWS, components, columns);
    addTo(builder);
    this.layout = builder.build();
  }

  /** Adds the blocks of the kind. */
  abstract void addTo(Layout.Builder builder);

  public int components() {
    return components;
  }

  public int columns() {
    return columns;
  }

  public Layout layout() {
    return layout;
  }

  /** 1 by components. */
  public Block mixing() {
    return layout.block("mixing");
  }

  /** Components by columns. */
  public Block means() {
    return layout.block("means");
  }

  /** Whether columns are 0 or 1. */
  public abstract boolean binary();

  /**
   * Computes the derived blocks.
   *
   * @throws InputException when a number has no meaning
   */
  public final void derive(Parameters parameters) {
    for (int k = 0; k < components; k++) {
      float share = parameters.at(mixing(), 0, k);
      if (!(share > 0 && share <= MOST_MIXING)) {
        throw new InputException("mixing[" + k + "]=" + share + ", must lie in (0, 1]");
      }
    }
    deriveComponents(parameters, 0, components);
  }

  /** Computes the derived blocks of components {@code from} to {@code to - 1}. */
  abstract void deriveComponents(Parameters parameters, int from, int to);

  /**
   * Makes a component of one row, all data, and a little chance, without which components of equal
   * rows would stay the same for ever.
   *
   * @param row of {@link #columns()} values
   */
  abstract void initialise(
      Parameters parameters, int component, float[] row, ColumnMoments all, ColumnDraws chance);

  /** Means, and where they matter variances, of all rows. */
  abstract ColumnMoments moments(StateRows rows);

  abstract MixtureSums newSums();

  abstract long sumsBytes();

  /**
   * The M-step of components {@code from} to {@code to - 1} but for their shares.
   *
   * @param sums of all rows
   */
  abstract void maximise(
      MixtureSums sums,
      MixtureLearning learning,
      ColumnMoments all,
      int from,
      int to,
      Parameters current,
      Parameters next);

  abstract ComponentDensities densities(Parameters parameters);

  /** Draws the columns of a component from uniform numbers. */
  abstract void draw(
      Parameters parameters, int component, ColumnDraws draws, float[] into, int offset);

  final float value(Parameters parameters, Block block, int component, int column) {
    return parameters.values()[block.offset() + component * columns + column];
  }

  final void set(Parameters parameters, Block block, int component, int column, double value) {
    parameters.values()[block.offset() + component * columns + column] = (float) value;
  }
}
