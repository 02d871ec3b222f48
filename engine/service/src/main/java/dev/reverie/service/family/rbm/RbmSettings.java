package dev.reverie.service.family.rbm;

import dev.reverie.data.Labelling;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Goal;
import dev.reverie.rbm.Method;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;

/** Reads the settings of restricted Boltzmann machines. */
final class RbmSettings {
  private static final int BURN_IN = 100;
  private static final int MOST = Integer.MAX_VALUE;
  private static final String SHARE = "at least 0 and less than 1";

  private final Texts texts;

  RbmSettings(Texts texts) {
    this.texts = texts;
  }

  RbmDesign read() {
    Learning learning = learning();
    if (texts.isNone(Setting.LABELS) && learning.goal() != Goal.GENERATIVE) {
      throw new InputException(
          "objective="
              + Choice.name(learning.goal())
              + " needs labels, must be generative without");
    }
    return new RbmDesign(
        texts.text(Setting.VISIBLE_UNITS),
        texts.text(Setting.HIDDEN_UNITS),
        hidden(),
        texts.file(Setting.LABELS, Labelling.AUTO, Texts.NONE),
        learning);
  }

  private int hidden() {
    return texts.whole(Setting.HIDDEN, 1, RandomStream.UNIT_LIMIT - 1);
  }

  private Learning learning() {
    Method method = texts.choice(Setting.METHOD, Method.class);
    return new Learning(
        method,
        steps(method),
        texts.whole(Setting.PARTICLES, 1, MOST),
        texts.positive(Setting.RATE),
        texts.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        optimiser(),
        penalties(),
        centring(),
        fastWeights(),
        tempering(method),
        trajectory(method),
        texts.choice(Setting.OBJECTIVE, Goal.class),
        texts.notNegative(Setting.GENERATIVE_WEIGHT),
        texts.notNegative(Setting.WEIGHT_SCALE),
        texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private int steps(Method method) {
    return texts.isAuto(Setting.STEPS)
        ? texts.keep(Setting.STEPS, method == Method.ML ? BURN_IN : 1)
        : texts.whole(Setting.STEPS, 1, MOST);
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
        texts.notNegative(Setting.L1),
        texts.notNegative(Setting.WEIGHT_DECAY),
        bound,
        texts.number(Setting.SPARSITY_TARGET, Double.MIN_VALUE, 1, "above 0 and less than 1"),
        texts.notNegative(Setting.SPARSITY_RATE));
  }

  private Centring centring() {
    return new Centring(
        texts.choice(Setting.CENTRING, Centring.Means.class),
        texts.number(Setting.OFFSET_RATE, 0, Math.nextUp(1.0), "at least 0 and at most 1"));
  }

  private FastWeights fastWeights() {
    return new FastWeights(
        texts.notNegative(Setting.FAST_RATE), texts.number(Setting.FAST_DECAY, 0, 1, SHARE));
  }

  private Tempering tempering(Method method) {
    if (method != Method.TEMPERED) {
      requireAuto(Setting.TEMPERATURES, method, Method.TEMPERED);
      requireAuto(Setting.LADDER_WARM_UP, method, Method.TEMPERED);
      return Tempering.DEFAULT;
    }
    int temperatures =
        texts.isAuto(Setting.TEMPERATURES)
            ? texts.keep(Setting.TEMPERATURES, Tempering.suiting(hidden()))
            : texts.whole(Setting.TEMPERATURES, Tempering.LEAST, Tempering.MOST);
    long warmUp =
        texts.isAuto(Setting.LADDER_WARM_UP)
            ? texts.keep(Setting.LADDER_WARM_UP, Tempering.DEFAULT_WARM_UP)
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
            ? texts.keep(Setting.LEVELS, Trajectory.suiting(hidden()))
            : texts.whole(Setting.LEVELS, Trajectory.LEAST, Trajectory.MOST);
    double acceptance =
        texts.isAuto(Setting.LEVEL_ACCEPTANCE)
            ? texts.keep(Setting.LEVEL_ACCEPTANCE, Trajectory.DEFAULT_ACCEPTANCE)
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
}
