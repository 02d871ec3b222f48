package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * Draws independent rows in two steps: a component, then its columns. Each is a function of (seed,
 * item).
 */
public final class MixtureSampler {
  private final Mixture mixture;
  private final Parameters parameters;
  private final MixtureDensity density;
  private final double[] shares;
  private final RandomStream choices;
  private final RandomStream columns;

  /**
   * @param parameters read, and not to be changed meanwhile
   */
  public MixtureSampler(Mixture mixture, Parameters parameters, long seed) {
    this.mixture = mixture;
    this.parameters = parameters;
    this.density = new MixtureDensity(mixture, parameters);
    this.shares = MixtureDensity.logMixing(mixture, parameters);
    for (int k = 0; k < shares.length; k++) {
      shares[k] = StrictMath.exp(shares[k]);
    }
    this.choices = new RandomStream(seed, Purpose.SAMPLE_HIDDEN);
    this.columns = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
  }

  /** The component that an item is drawn from. */
  public int component(int item) {
    return choose(shares, item);
  }

  /** Writes an item's row; returns its component. */
  public int draw(int item, float[] row) {
    int component = component(item);
    mixture.draw(parameters, component, new ColumnDraws(columns, item), row, 0);
    return component;
  }

  /**
   * Draws the columns of a row that are not known, given those that are; returns the component.
   *
   * @param known one for each column
   */
  public int complete(int item, boolean[] known, float[] row) {
    int component = choose(density.posterior(row, known), item);
    float[] drawn = new float[row.length];
    mixture.draw(parameters, component, new ColumnDraws(columns, item), drawn, 0);
    for (int i = 0; i < row.length; i++) {
      row[i] = known[i] ? row[i] : drawn[i];
    }
    return component;
  }

  private int choose(double[] probabilities, int item) {
    double left = choices.uniform(item, 0, 0);
    int last = 0;
    for (int k = 0; k < probabilities.length; k++) {
      if (probabilities[k] > 0) {
        last = k;
        left -= probabilities[k];
        if (left < 0) {
          return k;
        }
      }
    }
    return last;
  }
}
