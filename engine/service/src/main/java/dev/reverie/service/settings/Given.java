package dev.reverie.service.settings;

import dev.reverie.input.InputException;
import dev.reverie.rbm.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settings that somebody gave on the command line, as texts, and what they make of those in a file.
 */
public record Given(Map<Setting, String> texts) {
  /** Levels lie near each other only where chains keep up with the parameters. */
  private static final Map<Setting, String> OF_TRAJECTORY = Map.of(Setting.RATE, "0.01");

  public Given {
    texts = Map.copyOf(texts);
  }

  /**
   * Settings of a new run: defaults, then the model's, then the method's, then the file's, then
   * these.
   *
   * @param folder where relative names of files start
   */
  public TrainSettings over(SettingsFile file, Path folder) {
    Map<Setting, String> all = new EnumMap<>(SettingsFile.defaults());
    Map<Setting, String> over = new EnumMap<>(Setting.class);
    over.putAll(file.texts());
    over.putAll(texts);
    all.putAll(kind(over.getOrDefault(Setting.MODEL, all.get(Setting.MODEL))).defaults());
    all.putAll(defaults(method(over.getOrDefault(Setting.METHOD, all.get(Setting.METHOD)))));
    all.putAll(over);
    return new SettingsReader(all, folder).read();
  }

  private static ModelKind kind(String name) {
    return Choice.of(Setting.MODEL.key(), Optional.of(name), ModelKind.RBM);
  }

  private static Method method(String name) {
    return Choice.of(Setting.METHOD.key(), Optional.of(name), Method.PCD);
  }

  private static Map<Setting, String> defaults(Method method) {
    return method == Method.TRAJECTORY ? OF_TRAJECTORY : Map.of();
  }

  /**
   * Settings of a run that goes on: the run's own file, then these, which must not change what is
   * learned.
   */
  public TrainSettings resuming(SettingsFile run, Path runFolder, Path folder) {
    for (Setting setting : Setting.values()) {
      if (!run.texts().containsKey(setting)) {
        throw new InputException(
            runFolder + ": settings.conf has no reverie.train." + setting.key());
      }
    }
    TrainSettings before = new Given(Map.of()).over(run, folder);
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
