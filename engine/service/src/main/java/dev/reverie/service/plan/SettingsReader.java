package dev.reverie.service.plan;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.data.Labelling;
import dev.reverie.input.InputException;
import dev.reverie.run.Mode;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Families;
import dev.reverie.service.family.Family;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;

/** Makes checked settings of texts: the family's by the family, then those that all have. */
final class SettingsReader {
  private static final int MOST_THREADS = 1024;
  private static final int MOST = Integer.MAX_VALUE;

  private final Family family;
  private final Texts texts;

  SettingsReader(Family family, Texts texts) {
    this.family = family;
    this.texts = texts;
  }

  TrainSettings read() {
    Design design = family.design(texts);
    String model = texts.keep(Setting.MODEL, Families.name(texts.text(Setting.MODEL)));
    long seed = texts.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    return new TrainSettings(family, model, design, data(), execution(), seed, texts.read());
  }

  private DataSettings data() {
    return new DataSettings(
        texts.file(Setting.DATA, DataSource.DIGITS, DataSource.BARS_AND_STRIPES),
        texts.has(Setting.LABELS)
            ? texts.file(Setting.LABELS, Labelling.AUTO, DataSettings.NO_LABELS)
            : DataSettings.NO_LABELS,
        texts.choice(Setting.BINARISE, Binarisation.class),
        texts.whole(Setting.BATCH, 1, MOST));
  }

  private Execution execution() {
    int particles = texts.has(Setting.PARTICLES) ? texts.whole(Setting.PARTICLES, 1, MOST) : MOST;
    int threads =
        texts.isAuto(Setting.THREADS)
            ? texts.keep(Setting.THREADS, Runtime.getRuntime().availableProcessors())
            : texts.whole(Setting.THREADS, 1, MOST_THREADS);
    int chains =
        texts.isAuto(Setting.CHAINS)
            ? texts.keep(Setting.CHAINS, Math.min(threads, particles))
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
