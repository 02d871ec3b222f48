package dev.reverie.service.settings;

import java.util.EnumMap;
import java.util.Map;

/** Kinds of models as a user names them: kinds of units, and defaults that suit them. */
public enum ModelKind {
  RBM("binary", "binary", Map.of()),
  SPIN_RBM("spin", "spin", Map.of(Setting.RATE, "0.02")),
  GAUSSIAN_RBM(
      "gaussian",
      "binary",
      Map.of(Setting.BINARISE, "standardise", Setting.OPTIMISER, "adam", Setting.RATE, "0.001")),
  LABEL_RBM("binary", "binary", Map.of(Setting.LABELS, "auto"));

  private final String visibleUnits;
  private final String hiddenUnits;
  private final Map<Setting, String> defaults;

  ModelKind(String visibleUnits, String hiddenUnits, Map<Setting, String> defaults) {
    this.visibleUnits = visibleUnits;
    this.hiddenUnits = hiddenUnits;
    this.defaults = defaults;
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
