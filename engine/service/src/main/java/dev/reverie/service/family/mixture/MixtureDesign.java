package dev.reverie.service.family.mixture;

import dev.reverie.input.InputException;
import dev.reverie.mixture.Mixture;
import dev.reverie.mixture.MixtureLearning;
import dev.reverie.mixture.MixtureObjective;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.settings.Found;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/**
 * How many components there are, and how they are learned.
 *
 * @param reals whether they are normal distributions
 */
record MixtureDesign(boolean reals, int components, int batch, MixtureLearning learning)
    implements Design {

  @Override
  public String describe(Found found) {
    return Numbers.format(
        "%d columns (%d x %d), %s",
        found.visible(), found.height(), found.width(), MixtureModel.describe(reals, components));
  }

  @Override
  public Layer visible(int columns, int classes) {
    return layer(reals, columns);
  }

  static Layer layer(boolean reals, int columns) {
    return reals ? Layer.of(UnitKind.GAUSSIAN, columns) : Layer.binary(columns);
  }

  @Override
  public Learner learner(LearningData data) {
    int rows = data.train().rows();
    if (batch < rows) {
      throw new InputException(
          "batch="
              + batch
              + " with a mixture, must be at least the "
              + rows
              + " rows of the data: each update takes all of them");
    }
    int columns = data.visible().units();
    if ((long) components * columns > Integer.MAX_VALUE / 4) {
      throw new InputException(
          "components="
              + components
              + " of "
              + columns
              + " columns, must have at most "
              + Integer.MAX_VALUE / 4
              + " numbers together");
    }
    Mixture mixture = MixtureFamily.mixture(reals, components, columns);
    return new MixtureLearner(
        mixture, new MixtureObjective(mixture, data.train(), learning), new MixtureFigures(data));
  }
}
