package dev.reverie.cluster;

import dev.reverie.run.RunSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether two nodes are of one training. */
final class Identities {
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

  /** The first difference, on one line; nothing where there is none. */
  static Optional<String> difference(Map<String, String> training, Map<String, String> node) {
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
