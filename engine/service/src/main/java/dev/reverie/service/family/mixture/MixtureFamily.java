package dev.reverie.service.family.mixture;

import dev.reverie.data.Binarisation;
import dev.reverie.input.InputException;
import dev.reverie.mixture.BernoulliMixture;
import dev.reverie.mixture.GaussianMixture;
import dev.reverie.mixture.Mixture;
import dev.reverie.mixture.MixtureLearning;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Mixtures of distributions. A model file holds mixing [components] and means [components,
 * visible], of normal distributions also log_variances [components, visible], and in the metadata
 * which of the two they are.
 */
public final class MixtureFamily implements Family {
  static final String MIXTURE = "mixture";
  static final String BERNOULLI = "bernoulli-mixture";
  static final String GAUSSIAN = "gaussian-mixture";
  static final String COMPONENTS_OF = "components_of";
  static final String BITS = "bernoulli";
  static final String REALS = "gaussian";

  /** An M-step needs all rows. */
  private static final String ALL_ROWS = Integer.toString(Integer.MAX_VALUE);

  private static final String MEANS = "means";
  private static final int MOST_COMPONENTS = 1_000_000;

  @Override
  public String key() {
    return MIXTURE;
  }

  @Override
  public Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    models.put(MIXTURE, "a mixture of what suits the data, by expectation maximisation");
    models.put(BERNOULLI, "of independent bits");
    models.put(GAUSSIAN, "of normal distributions with diagonal covariances");
    return models;
  }

  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    Map<Setting, String> defaults = new EnumMap<>(Setting.class);
    defaults.put(Setting.BATCH, ALL_ROWS);
    defaults.put(Setting.MODE, "lockstep");
    if (model.equals(GAUSSIAN)) {
      defaults.put(Setting.BINARISE, Choice.name(Binarisation.STANDARDISE));
    }
    return defaults;
  }

  @Override
  public Design design(Texts settings) {
    String model = settings.text(Setting.MODEL).toLowerCase(Locale.ROOT);
    boolean reals =
        model.equals(GAUSSIAN)
            || model.equals(MIXTURE)
                && settings.choice(Setting.BINARISE, Binarisation.class).real();
    MixtureLearning learning =
        new MixtureLearning(
            settings.notNegative(Setting.PSEUDO_COUNT),
            reals
                ? settings.number(
                    Setting.VARIANCE_FLOOR,
                    Double.MIN_VALUE,
                    Math.nextUp(1.0),
                    "above 0 and at most 1")
                : MixtureLearning.VARIANCE_FLOOR,
            settings.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
    return new MixtureDesign(
        reals,
        settings.whole(Setting.COMPONENTS, 1, MOST_COMPONENTS),
        settings.whole(Setting.BATCH, 1, Integer.MAX_VALUE),
        learning);
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    long[] shape =
        file.tensors().stream()
            .filter(tensor -> tensor.name().equals(MEANS))
            .findFirst()
            .map(Tensor::shape)
            .orElseThrow(() -> new InputException(source + " has no tensor " + MEANS));
    long columns = shape.length == 0 ? 0 : shape[shape.length - 1];
    long components = shape.length == 2 ? shape[0] : 1;
    if (shape.length > 2 || components < 1 || columns < 1) {
      throw new InputException(
          source + ": tensor means must have the shape [components, visible], or [visible] of one");
    }
    Mixture mixture = mixture(reals(file, source), (int) components, (int) columns);
    Parameters parameters = ModelFile.learned(mixture.layout(), file, source);
    try {
      parameters.requireBounded();
      mixture.derive(parameters);
    } catch (InputException | DivergedException e) {
      throw new InputException(source + " cannot be used: " + e.getMessage(), e);
    }
    return new MixtureModel(mixture, parameters);
  }

  private static boolean reals(Safetensors file, String source) {
    String kind = file.metadata().getOrDefault(COMPONENTS_OF, "");
    if (!kind.equals(BITS) && !kind.equals(REALS)) {
      throw new InputException(
          source + ": " + COMPONENTS_OF + "=" + kind + ", must be " + BITS + " or " + REALS);
    }
    return kind.equals(REALS);
  }

  static Mixture mixture(boolean reals, int components, int columns) {
    return reals
        ? new GaussianMixture(components, columns)
        : new BernoulliMixture(components, columns);
  }
}
