package dev.reverie.service.settings;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.data.Labelling;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Goal;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Makes checked settings of texts. */
final class SettingsReader {
  private static final int MOST_THREADS = 1024;
  private static final int BURN_IN = 100;
  private static final int MOST = Integer.MAX_VALUE;
  private static final String SHARE = "at least 0 and less than 1";
  private static final String NOT_NEGATIVE = "a finite number that is not negative";

  private final Texts texts;
  private final Path folder;

  /**
   * @param texts a text for every setting
   * @param folder where relative names of files start
   */
  SettingsReader(Map<Setting, String> texts, Path folder) {
    this.texts = new Texts(texts);
    this.folder = folder;
  }

  TrainSettings read() {
    Learning learning = learning();
    return new TrainSettings(data(learning), model(), learning, execution(learning.particles()));
  }

  private DataSettings data(Learning learning) {
    boolean labelled = !texts.isNone(Setting.LABELS);
    if (!labelled && learning.goal() != Goal.GENERATIVE) {
      throw new InputException(
          "objective="
              + Choice.name(learning.goal())
              + " needs labels, must be generative without");
    }
    return new DataSettings(
        source(texts.text(Setting.DATA)),
        labels(texts.text(Setting.LABELS)),
        texts.choice(Setting.BINARISE, Binarisation.class),
        texts.whole(Setting.BATCH, 1, MOST));
  }

  private ModelSettings model() {
    return new ModelSettings(
        texts.choice(Setting.MODEL, ModelKind.class),
        texts.text(Setting.VISIBLE_UNITS),
        texts.text(Setting.HIDDEN_UNITS),
        hidden());
  }

  private int hidden() {
    return texts.whole(Setting.HIDDEN, 1, RandomStream.UNIT_LIMIT - 1);
  }

  private String labels(String value) {
    return value.equals(Labelling.AUTO) || value.equals(DataSettings.NO_LABELS)
        ? value
        : source(value);
  }

  private String source(String value) {
    if (value.equals(DataSource.DIGITS) || value.equals(DataSource.BARS_AND_STRIPES)) {
      return value;
    }
    try {
      return value.isBlank()
          ? value
          : folder.resolve(value).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw new InputException("data=" + Quoted.of(value) + ", must be the name of a file", e);
    }
  }

  private Learning learning() {
    Method method = texts.choice(Setting.METHOD, Method.class);
    return new Learning(
        method,
        steps(method),
        texts.whole(Setting.PARTICLES, 1, MOST),
        texts.number(
            Setting.RATE, Double.MIN_VALUE, Double.POSITIVE_INFINITY, "a finite number above 0"),
        texts.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        optimiser(),
        penalties(),
        centring(),
        fastWeights(),
        tempering(method),
        trajectory(method),
        texts.choice(Setting.OBJECTIVE, Goal.class),
        notNegative(Setting.GENERATIVE_WEIGHT),
        notNegative(Setting.WEIGHT_SCALE),
        texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private double notNegative(Setting setting) {
    return texts.number(setting, 0, Double.POSITIVE_INFINITY, NOT_NEGATIVE);
  }

  private Optimiser optimiser() {
    double momentum = texts.number(Setting.MOMENTUM, 0, 1, SHARE);
    if (texts.choice(Setting.OPTIMISER, Optimiser.Kind.class) == Optimiser.Kind.SGD) {
      return Optimiser.sgd(momentum);
    }
    if (momentum != 0) {
      throw new InputException(
          "momentum=" + momentum + " with optimiser=adam, must be 0: adam has moments of its own");
    }
    return Optimiser.adam();
  }

  private Penalties penalties() {
    double bound =
        texts.isNone(Setting.NORM_BOUND)
            ? Double.POSITIVE_INFINITY
            : texts.number(
                Setting.NORM_BOUND,
                Double.MIN_VALUE,
                Double.POSITIVE_INFINITY,
                "a finite number above 0, or none");
    return new Penalties(
        notNegative(Setting.L1),
        notNegative(Setting.WEIGHT_DECAY),
        bound,
        texts.number(Setting.SPARSITY_TARGET, Double.MIN_VALUE, 1, "above 0 and less than 1"),
        notNegative(Setting.SPARSITY_RATE));
  }

  private Centring centring() {
    return new Centring(
        texts.choice(Setting.CENTRING, Centring.Means.class),
        texts.number(Setting.OFFSET_RATE, 0, Math.nextUp(1.0), "at least 0 and at most 1"));
  }

  private FastWeights fastWeights() {
    return new FastWeights(
        notNegative(Setting.FAST_RATE), texts.number(Setting.FAST_DECAY, 0, 1, SHARE));
  }

  private Tempering tempering(Method method) {
    if (method != Method.TEMPERED) {
      requireAuto(Setting.TEMPERATURES, method, Method.TEMPERED);
      requireAuto(Setting.LADDER_WARM_UP, method, Method.TEMPERED);
      return Tempering.DEFAULT;
    }
    int temperatures =
        texts.isAuto(Setting.TEMPERATURES)
            ? Tempering.suiting(hidden())
            : texts.whole(Setting.TEMPERATURES, Tempering.LEAST, Tempering.MOST);
    long warmUp =
        texts.isAuto(Setting.LADDER_WARM_UP)
            ? Tempering.DEFAULT_WARM_UP
            : texts.wholeLong(Setting.LADDER_WARM_UP, 0, Long.MAX_VALUE);
    return new Tempering(temperatures, warmUp);
  }

  private Trajectory trajectory(Method method) {
    if (method != Method.TRAJECTORY) {
      requireAuto(Setting.LEVELS, method, Method.TRAJECTORY);
      requireAuto(Setting.LEVEL_ACCEPTANCE, method, Method.TRAJECTORY);
      return Trajectory.DEFAULT;
    }
    int levels =
        texts.isAuto(Setting.LEVELS)
            ? Trajectory.suiting(hidden())
            : texts.whole(Setting.LEVELS, Trajectory.LEAST, Trajectory.MOST);
    double acceptance =
        texts.isAuto(Setting.LEVEL_ACCEPTANCE)
            ? Trajectory.DEFAULT_ACCEPTANCE
            : texts.number(
                Setting.LEVEL_ACCEPTANCE, Double.MIN_VALUE, 1, "above 0 and less than 1");
    return new Trajectory(levels, acceptance);
  }

  private void requireAuto(Setting setting, Method method, Method having) {
    if (!texts.isAuto(setting)) {
      throw new InputException(
          setting.key()
              + "="
              + texts.text(setting)
              + " with method="
              + Choice.name(method)
              + ", must be auto: it is of method "
              + Choice.name(having)
              + " only");
    }
  }

  private int steps(Method method) {
    if (texts.isAuto(Setting.STEPS)) {
      return method == Method.ML ? BURN_IN : 1;
    }
    return texts.whole(Setting.STEPS, 1, MOST);
  }

  private Execution execution(int particles) {
    int threads =
        texts.isAuto(Setting.THREADS)
            ? Runtime.getRuntime().availableProcessors()
            : texts.whole(Setting.THREADS, 1, MOST_THREADS);
    int chains =
        texts.isAuto(Setting.CHAINS)
            ? Math.min(threads, particles)
            : texts.whole(Setting.CHAINS, 1, MOST);
    if (chains > particles) {
      throw new InputException(
          "chains=" + chains + ", must be at most the " + particles + " particles they share");
    }
    return new Execution(
        texts.whole(Setting.EPOCHS, 1, MOST),
        texts.choice(Setting.MODE, Mode.class),
        chains,
        texts.whole(Setting.MAX_STALENESS, 1, MOST),
        threads,
        texts.wholeLong(Setting.CHECKPOINT_EVERY, 0, Long.MAX_VALUE));
  }
}
