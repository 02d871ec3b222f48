package dev.reverie.service.family.rbm;

import dev.reverie.input.InputException;
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.unit.Layer;
import dev.reverie.unit.LayerKey;

/**
 * What is learned, and by which rule.
 *
 * @param visibleUnits, hiddenUnits kinds of units, as {@link LayerKey} reads them
 * @param hidden units of the hidden layer
 * @param labels {@code none}, {@code auto} or a file
 */
record RbmDesign(
    String visibleUnits, String hiddenUnits, int hidden, String labels, Learning learning)
    implements Design {

  @Override
  public String describe(Found found) {
    return Numbers.format(
        "%d visible (%d x %d, %s) x %d hidden units (%s)",
        found.visible(), found.height(), found.width(), visibleUnits, hidden, hiddenUnits);
  }

  @Override
  public Layer visible(int columns, int classes) {
    ModelSize.require(columns + classes, hidden);
    String key = Setting.VISIBLE_UNITS.key();
    if (classes == 0) {
      return LayerKey.parse(key, visibleUnits, columns);
    }
    Layer visible = LayerKey.parse(key, visibleUnits + "+softmax:" + classes, columns + classes);
    if (!(visible.discrete() && hiddenLayer().discrete())) {
      throw new InputException(
          "labels="
              + labels
              + " with real-valued units, must be none: classes are learned with discrete units only");
    }
    return visible;
  }

  private Layer hiddenLayer() {
    return LayerKey.parse(Setting.HIDDEN_UNITS.key(), hiddenUnits, hidden);
  }

  @Override
  public Learner learner(LearningData data) {
    Schedule schedule = new Schedule(learning.rate(), learning.rateDecay(), data.updates());
    RbmLearning rule = learning.over(schedule);
    Rbm rbm = new Rbm(data.visible(), hiddenLayer(), rule.extras());
    return new RbmLearner(
        rbm,
        new RbmObjective(rbm, data.train(), data.batches(), rule),
        schedule,
        new RbmObserver(rbm, data));
  }
}
