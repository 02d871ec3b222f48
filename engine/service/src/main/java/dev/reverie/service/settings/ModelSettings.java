package dev.reverie.service.settings;

import dev.reverie.unit.Layer;
import dev.reverie.unit.LayerKey;

/**
 * What is learned.
 *
 * @param visibleUnits, hiddenUnits kinds of units, as {@link LayerKey} reads them
 * @param hidden units of the hidden layer
 */
public record ModelSettings(ModelKind kind, String visibleUnits, String hiddenUnits, int hidden) {
  /** The visible layer for rows of that many values, and a group of classes if there are any. */
  public Layer visibleLayer(int columns, int classes) {
    String key = Setting.VISIBLE_UNITS.key();
    return classes == 0
        ? LayerKey.parse(key, visibleUnits, columns)
        : LayerKey.parse(key, visibleUnits + "+softmax:" + classes, columns + classes);
  }

  public Layer hiddenLayer() {
    return LayerKey.parse(Setting.HIDDEN_UNITS.key(), hiddenUnits, hidden);
  }
}
