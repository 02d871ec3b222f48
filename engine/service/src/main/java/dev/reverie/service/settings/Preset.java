package dev.reverie.service.settings;

import java.util.Optional;

/** Recipes whose figures are known, each a settings file that comes with the program. */
public enum Preset {
  MNIST_SAMPLED,
  MNIST_LABELS,
  MNIST_HYBRID,
  MNIST_DBM;

  /** What the recipe of that name sets; an unknown one is refused. */
  public static SettingsFile read(String name) {
    Preset preset = Choice.of("preset", Optional.of(name), MNIST_SAMPLED);
    return SettingsFile.resource("presets/" + Choice.name(preset) + ".conf");
  }
}
