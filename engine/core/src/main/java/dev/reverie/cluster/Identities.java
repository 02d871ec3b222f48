package dev.reverie.cluster;

import dev.reverie.run.RunSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether two nodes are of one training. Nodes that may have the aggregator also show that they see
 * its folder of checkpoints, by the mark of its epoch.
 */
final class Identities {
  private static final String MARK = "mark in checkpoints";

  private Identities() {}

  /** What all nodes of a training agree in: what is learned, and how it is divided. */
  static Map<String, String> of(RunSettings run) {
    Map<String, String> all = new TreeMap<>(run.identity());
    all.put("mode", run.mode().name().toLowerCase(Locale.ROOT));
    all.put("chains", Integer.toString(run.chains()));
    all.put("data workers", Integer.toString(run.dataWorkers()));
    all.put("staleness", Integer.toString(run.staleness()));
    all.put("updates", Long.toString(run.updates()));
    return all;
  }

  /**
   * The identity of a node.
   *
   * @param conducts whether it may have the aggregator
   * @param mark what it reads in its folder of checkpoints
   */
  static Map<String, String> of(RunSettings run, boolean conducts, Optional<String> mark) {
    Map<String, String> all = of(run);
    if (conducts) {
      all.put(MARK, mark.orElse("none"));
    }
    return all;
  }

  /**
   * The first difference, on one line; nothing where there is none.
   *
   * @param mark of the training's epoch
   */
  static Optional<String> difference(RunSettings run, String mark, Map<String, String> node) {
    boolean conducts = node.containsKey(MARK);
    if (conducts && !mark.equals(node.get(MARK))) {
      return Optional.of(
          "the node does not see the training's checkpoints: its folder must be the same one, or it"
              + " must not be one that may have the aggregator");
    }
    return difference(of(run, conducts, Optional.of(mark)), node);
  }

  private static Optional<String> difference(
      Map<String, String> training, Map<String, String> node) {
    TreeSet<String> names = new TreeSet<>(training.keySet());
    names.addAll(node.keySet());
    for (String name : names) {
      String must = training.get(name);
      if (must == null || !must.equals(node.get(name))) {
        return Optional.of("the node has " + name + "=" + node.get(name) + ", must have " + must);
      }
    }
    return Optional.empty();
  }
}
