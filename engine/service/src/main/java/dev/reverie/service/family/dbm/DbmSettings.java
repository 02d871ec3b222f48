package dev.reverie.service.family.dbm;

import dev.reverie.dbm.MeanFieldStop;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;

/** Reads the settings of deep machines. */
final class DbmSettings {
  private static final int MOST = Integer.MAX_VALUE;
  private static final int STEPS = 5;
  private static final String SHARE = "at least 0 and less than 1";

  private final Texts texts;

  DbmSettings(Texts texts) {
    this.texts = texts;
  }

  DbmDesign read() {
    double tolerance =
        texts.number(Setting.MEAN_FIELD_TOLERANCE, Double.MIN_VALUE, 1, "above 0 and less than 1");
    return new DbmDesign(
        texts.wholes(Setting.HIDDEN, 1, RandomStream.UNIT_LIMIT - 1),
        new MeanFieldStop(tolerance, MeanFieldStop.LEARNING.sweeps()),
        texts.whole(Setting.PRETRAIN_EPOCHS, 0, MOST),
        texts.positive(Setting.RATE),
        texts.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        learning());
  }

  /** With a rate that is still to be set. */
  private RbmLearning learning() {
    Schedule none = new Schedule(0, Schedule.Decay.NONE, 1);
    double scale = texts.notNegative(Setting.WEIGHT_SCALE);
    long seed = texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    int particles = texts.whole(Setting.PARTICLES, 1, MOST);
    return new RbmLearning(method(), steps(), particles, none, 0, 0, scale, seed)
        .with(optimiser())
        .with(penalties())
        .with(
            new Centring(
                texts.choice(Setting.CENTRING, Centring.Means.class),
                texts.number(
                    Setting.OFFSET_RATE, 0, Math.nextUp(1.0), "at least 0 and at most 1")));
  }

  private int steps() {
    return texts.isAuto(Setting.STEPS)
        ? texts.keep(Setting.STEPS, STEPS)
        : texts.whole(Setting.STEPS, 1, MOST);
  }

  private Penalties penalties() {
    return new Penalties(
        texts.notNegative(Setting.L1),
        texts.notNegative(Setting.WEIGHT_DECAY),
        Penalties.NONE.normBound(),
        Penalties.NONE.sparsityTarget(),
        0);
  }

  private Method method() {
    Method method = texts.choice(Setting.METHOD, Method.class);
    if (method != Method.PCD) {
      throw new InputException(
          "method=" + texts.text(Setting.METHOD) + " with several hidden layers, must be pcd");
    }
    return method;
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
}
