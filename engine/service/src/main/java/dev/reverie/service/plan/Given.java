package dev.reverie.service.plan;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.service.family.Families;
import dev.reverie.service.family.Family;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.settings.Texts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings that somebody gave on the command line, as texts, and what they make of those in a file.
 */
public record Given(Map<Setting, String> texts) {
  public Given {
    texts = Map.copyOf(texts);
  }

  /** These, and a file's where these are silent. */
  public Given over(SettingsFile file) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(file.texts());
    all.putAll(texts);
    return new Given(all);
  }

  /**
   * Settings of a new run: defaults, then the model's, then the file's, then these.
   *
   * @param folder where relative names of files start
   */
  public TrainSettings over(SettingsFile file, Path folder) {
    Map<Setting, String> over = new EnumMap<>(Setting.class);
    over.putAll(file.texts());
    over.putAll(texts);
    Map<Setting, String> all = new EnumMap<>(SettingsFile.defaults());
    String model = over.getOrDefault(Setting.MODEL, all.get(Setting.MODEL));
    Family family = Families.of(model);
    all.putAll(family.defaults(Families.name(model), over));
    all.putAll(over);
    TrainSettings settings = new SettingsReader(family, new Texts(all, folder)).read();
    over.forEach((setting, text) -> requireKnown(setting, text, settings));
    return settings;
  }

  private static void requireKnown(Setting setting, String text, TrainSettings settings) {
    if (!settings.values().containsKey(setting)) {
      throw new InputException(
          setting.key()
              + "="
              + Quoted.of(text)
              + " with model="
              + settings.model()
              + ", must not be given: that model has no such setting");
    }
  }

  /**
   * Settings of a run that goes on: the run's own file, then these, which must not change what is
   * learned.
   */
  public TrainSettings resuming(SettingsFile run, Path runFolder, Path folder) {
    TrainSettings before = of(run, runFolder, folder);
    String model = Families.name(texts.getOrDefault(Setting.MODEL, before.model()));
    refuseChange(Setting.MODEL, before.model(), model);
    TrainSettings after = over(run, folder);
    for (Setting setting : texts.keySet()) {
      refuseChange(setting, before.values().get(setting), after.values().get(setting));
    }
    if (after.execution().epochs() < before.execution().epochs()) {
      throw new InputException(
          "epochs="
              + after.execution().epochs()
              + ", must be at least the "
              + before.execution().epochs()
              + " that the run has");
    }
    return after;
  }

  /**
   * Settings of a node that takes part in a run: the run's own, which these must not differ from;
   * the data may lie elsewhere.
   */
  public TrainSettings joining(SettingsFile run, Path runFolder, Path folder) {
    TrainSettings before = of(run, runFolder, folder);
    requireSame(
        Setting.MODEL,
        before.model(),
        Families.name(texts.getOrDefault(Setting.MODEL, before.model())),
        runFolder);
    TrainSettings after = over(run, folder);
    for (Setting setting : texts.keySet()) {
      if (setting != Setting.DATA) {
        requireSame(setting, before.values().get(setting), after.values().get(setting), runFolder);
      }
    }
    return after;
  }

  private static void requireSame(Setting setting, String run, String node, Path runFolder) {
    if (!node.equals(run)) {
      throw new InputException(
          setting.key()
              + "="
              + node
              + ", must be "
              + run
              + ", as the run in "
              + runFolder
              + " has it");
    }
  }

  /** A run's own settings, all of them. */
  private static TrainSettings of(SettingsFile run, Path runFolder, Path folder) {
    TrainSettings settings = new Given(Map.of()).over(run, folder);
    for (Setting setting : settings.values().keySet()) {
      if (!run.texts().containsKey(setting)) {
        throw new InputException(
            runFolder + ": settings.conf has no reverie.train." + setting.key());
      }
    }
    return settings;
  }

  private static void refuseChange(Setting setting, String before, String after) {
    if (!setting.mayChange() && !before.equals(after)) {
      throw new InputException(
          setting.key()
              + "="
              + after
              + ", must stay "
              + before
              + ": a resumed run may change "
              + Arrays.stream(Setting.values())
                  .filter(Setting::mayChange)
                  .map(Setting::key)
                  .collect(Collectors.joining(", "))
              + " only");
    }
  }
}
