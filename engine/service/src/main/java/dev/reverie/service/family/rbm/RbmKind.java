package dev.reverie.service.family.rbm;

import dev.reverie.service.settings.Setting;
import java.util.EnumMap;
import java.util.Map;

/** Machines as a user names them: kinds of units, and defaults that suit them. */
enum RbmKind {
  RBM("binary units", "binary", "binary", Map.of()),
  SPIN_RBM("-1 and +1", "spin", "spin", Map.of(Setting.RATE, "0.02")),
  GAUSSIAN_RBM(
      "real-valued visible units",
      "gaussian",
      "binary",
      Map.of(Setting.BINARISE, "standardise", Setting.OPTIMISER, "adam", Setting.RATE, "0.001")),
  LABEL_RBM(
      "binary pixels and their class as one softmax group",
      "binary",
      "binary",
      Map.of(Setting.LABELS, "auto"));

  private final String words;
  private final String visibleUnits;
  private final String hiddenUnits;
  private final Map<Setting, String> defaults;

  RbmKind(String words, String visibleUnits, String hiddenUnits, Map<Setting, String> defaults) {
    this.words = words;
    this.visibleUnits = visibleUnits;
    this.hiddenUnits = hiddenUnits;
    this.defaults = defaults;
  }

  /** What it is, for the help. */
  String words() {
    return words;
  }

  /** What settings are where nobody says: over the general defaults. */
  Map<Setting, String> defaults() {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.VISIBLE_UNITS, visibleUnits);
    all.put(Setting.HIDDEN_UNITS, hiddenUnits);
    all.putAll(defaults);
    return all;
  }
}
