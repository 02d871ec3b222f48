package dev.reverie.service.family.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.hopfield.Hopfield;
import dev.reverie.hopfield.HopfieldLearning;
import dev.reverie.hopfield.HopfieldObjective;
import dev.reverie.hopfield.Patterns;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Schedule;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.unit.Layer;

/**
 * What is stored, and by which rule.
 *
 * @param patterns the most rows that are stored
 * @param gradient null by Hebb's rule
 */
record HopfieldDesign(
    StoringMethod method, int patterns, int batch, double temperature, long seed, Gradient gradient)
    implements Design {
  private static final String ALL = "all";

  /** Of the built-in digits, which are thousands and much alike. */
  private static final int DIGITS = 50;

  /** What gradient steps take beside the schedule. */
  record Gradient(
      int steps, double rate, Schedule.Decay rateDecay, double momentum, double weightDecay) {}

  static HopfieldDesign read(Texts texts) {
    StoringMethod method = texts.choice(Setting.METHOD, StoringMethod.class);
    boolean hebb = method == StoringMethod.HEBB;
    int epochs = texts.whole(Setting.EPOCHS, 1, Integer.MAX_VALUE);
    if (hebb && epochs != 1) {
      throw new InputException(
          "epochs=" + epochs + " with method=hebb, must be 1: one pass stores every pattern");
    }
    double temperature =
        texts.isAuto(Setting.TEMPERATURE)
            ? texts.keep(Setting.TEMPERATURE, hebb ? 0.0 : 1.0)
            : texts.notNegative(Setting.TEMPERATURE);
    return new HopfieldDesign(
        method,
        patterns(texts),
        texts.whole(Setting.BATCH, 1, Integer.MAX_VALUE),
        temperature,
        texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE),
        hebb ? null : gradient(texts));
  }

  private static int patterns(Texts texts) {
    if (texts.isAuto(Setting.PATTERNS)) {
      boolean digits = texts.text(Setting.DATA).equals(DataSource.DIGITS);
      texts.keep(Setting.PATTERNS, digits ? String.valueOf(DIGITS) : ALL);
      return digits ? DIGITS : Integer.MAX_VALUE;
    }
    return texts.text(Setting.PATTERNS).equals(ALL)
        ? Integer.MAX_VALUE
        : texts.whole(Setting.PATTERNS, 1, Integer.MAX_VALUE);
  }

  private static Gradient gradient(Texts texts) {
    return new Gradient(
        texts.isAuto(Setting.STEPS)
            ? texts.keep(Setting.STEPS, 1)
            : texts.whole(Setting.STEPS, 1, Integer.MAX_VALUE),
        texts.positive(Setting.RATE),
        texts.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        texts.number(Setting.MOMENTUM, 0, 1, "a number in [0, 1)"),
        texts.notNegative(Setting.WEIGHT_DECAY));
  }

  @Override
  public String describe(Found found) {
    return Numbers.format(
        "%d units (%d x %d), all coupled, by %s",
        found.visible(), found.height(), found.width(), Choice.name(method));
  }

  static void requireUnits(String name, long units) {
    if (units < 2 || units > Hopfield.UNIT_LIMIT) {
      throw new InputException(
          name + "=" + units + ", must be 2 to " + Hopfield.UNIT_LIMIT + " for model=hopfield");
    }
  }

  @Override
  public Layer visible(int columns, int classes) {
    requireUnits("values of a row", columns);
    return Layer.binary(columns);
  }

  /** Every row of a file may be a pattern. */
  @Override
  public boolean holdsOut() {
    return false;
  }

  @Override
  public Learner learner(LearningData data) {
    BinaryRows rows = (BinaryRows) data.train();
    Patterns stored = Patterns.of(rows, Math.min(patterns, rows.rows()));
    BatchSchedule batches = new BatchSchedule(stored.count(), batch, seed);
    Hopfield hopfield = new Hopfield(rows.columns());
    if (gradient == null) {
      HopfieldObjective objective = HopfieldObjective.hebbian(hopfield, stored, batches);
      return new HopfieldLearner(hopfield, stored, objective, temperature, null);
    }
    long updates = (long) batches.batchesPerPass() * data.epochs();
    Schedule schedule = new Schedule(gradient.rate(), gradient.rateDecay(), updates);
    HopfieldLearning learning =
        new HopfieldLearning(
            gradient.steps(),
            temperature,
            temperature == 0,
            true,
            schedule,
            gradient.momentum(),
            gradient.weightDecay(),
            seed);
    HopfieldObjective objective = HopfieldObjective.gradient(hopfield, stored, batches, learning);
    return new HopfieldLearner(hopfield, stored, objective, temperature, schedule);
  }
}
