package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * Draws independent rows in two steps: a component, then its columns. Each is a function of (seed,
 * item, draw).
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

  /** Writes an item's row of that draw; returns the component that it is drawn from. */
  public int draw(int item, long draw, float[] row) {
    int component = choose(shares, item, draw);
    mixture.draw(parameters, component, new ColumnDraws(columns, item, draw), row, 0);
    return component;
  }

  /**
   * Draws the columns of a row that are not known, given those that are; returns the component.
   *
   * @param known one for each column
   */
  public int complete(int item, long draw, boolean[] known, float[] row) {
    int component = choose(density.posterior(row, known), item, draw);
    float[] drawn = new float[row.length];
    mixture.draw(parameters, component, new ColumnDraws(columns, item, draw), drawn, 0);
    for (int i = 0; i < row.length; i++) {
      row[i] = known[i] ? row[i] : drawn[i];
    }
    return component;
  }

  private int choose(double[] probabilities, int item, long draw) {
    double left = choices.uniform(item, draw, 0);
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
