package dev.reverie.service.settings;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.optimise.Schedule;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Makes checked settings of texts. */
final class SettingsReader {
  private static final int MOST_THREADS = 1024;
  private static final int BURN_IN = 100;
  private static final int MOST = Integer.MAX_VALUE;
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
    return new TrainSettings(data(), learning, execution(learning.particles()));
  }

  private DataSettings data() {
    return new DataSettings(
        source(texts.text(Setting.DATA)),
        texts.choice(Setting.BINARISE, Binarisation.class),
        texts.whole(Setting.BATCH, 1, MOST));
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
        texts.whole(Setting.HIDDEN, 1, RandomStream.UNIT_LIMIT - 1),
        method,
        steps(method),
        texts.whole(Setting.PARTICLES, 1, MOST),
        texts.number(
            Setting.RATE, Double.MIN_VALUE, Double.POSITIVE_INFINITY, "a finite number above 0"),
        texts.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        texts.number(Setting.MOMENTUM, 0, 1, "at least 0 and less than 1"),
        texts.number(Setting.WEIGHT_DECAY, 0, Double.POSITIVE_INFINITY, NOT_NEGATIVE),
        texts.number(Setting.WEIGHT_SCALE, 0, Double.POSITIVE_INFINITY, NOT_NEGATIVE),
        texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
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
