package dev.reverie.service.family.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.dbm.Dbm;
import dev.reverie.dbm.DbmObjective;
import dev.reverie.dbm.LayerwiseLearning;
import dev.reverie.dbm.MeanFieldStop;
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.family.rbm.ModelSize;
import dev.reverie.service.settings.Found;
import dev.reverie.unit.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is learned, and by which rule.
 *
 * @param hidden units of each hidden layer, the lowest first
 * @param pretrainEpochs passes in which each layer is learned alone
 * @param learning at a rate that the training's length decides
 */
record DbmDesign(
    List<Integer> hidden,
    MeanFieldStop stop,
    int pretrainEpochs,
    double rate,
    Schedule.Decay decay,
    RbmLearning learning)
    implements Design {

  /** {@code 784 visible x 500 x 1000 hidden units}. */
  static String describe(String visible, List<Integer> hidden) {
    String layers = hidden.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    return visible + " x " + layers + " hidden units";
  }

  @Override
  public String describe(Found found) {
    String visible =
        Numbers.format("%d visible (%d x %d)", found.visible(), found.height(), found.width());
    return describe(visible, hidden);
  }

  @Override
  public Layer visible(int columns, int classes) {
    requireSize(layers(columns));
    return Layer.binary(columns);
  }

  /** All even layers by all odd ones. */
  static void requireSize(List<Integer> layers) {
    long even = 0;
    long odd = 0;
    for (int layer = 0; layer < layers.size(); layer++) {
      even += layer % 2 == 0 ? layers.get(layer) : 0;
      odd += layer % 2 == 1 ? layers.get(layer) : 0;
    }
    int most = Integer.MAX_VALUE;
    ModelSize.require((int) Math.min(even, most), (int) Math.min(odd, most));
  }

  private List<Integer> layers(int visible) {
    List<Integer> layers = new ArrayList<>(List.of(visible));
    layers.addAll(hidden);
    return layers;
  }

  @Override
  public Learner learner(LearningData data) {
    Schedule schedule = new Schedule(rate, decay, data.updates());
    RbmLearning rule = learning.with(schedule);
    Dbm dbm = new Dbm(layers(data.visible().units()), rule.extras());
    BinaryRows rows = (BinaryRows) data.train();
    Optional<LayerwiseLearning> layerwise =
        pretrainEpochs == 0
            ? Optional.empty()
            : Optional.of(
                new LayerwiseLearning(
                    pretrainEpochs,
                    LayerwiseLearning.DEFAULT_RATE,
                    data.batches().size(0),
                    rule.seed()));
    long updates = layerwise.map(each -> each.updates(dbm, rows.rows())).orElse(0L);
    return new DbmLearner(
        dbm,
        new DbmObjective(dbm, rows, data.batches(), rule, stop, layerwise),
        updates,
        schedule,
        new DbmObserver(dbm, data));
  }
}
