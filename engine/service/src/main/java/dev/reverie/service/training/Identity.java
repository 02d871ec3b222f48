package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.input.InputException;
import dev.reverie.numeric.Arithmetic;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What makes two trainings the same but for their length and for who computes them. */
final class Identity {
  private Identity() {}

  static Map<String, String> of(TrainSettings settings, Found found) {
    Map<String, String> identity = new TreeMap<>();
    settings
        .values()
        .forEach(
            (setting, value) -> {
              if (!setting.mayChange()
                  && setting != Setting.DATA
                  && setting != Setting.CHECKPOINT_EVERY) {
                identity.put(setting.key(), value);
              }
            });
    identity.put("visible", Integer.toString(found.visible()));
    identity.put("data-digest", found.dataDigest());
    identity.put("arithmetic", Integer.toString(Arithmetic.VERSION));
    return identity;
  }

  /** Refuses a checkpoint of another training, and names the first difference. */
  static void require(Map<String, String> identity, Checkpoint checkpoint) {
    TreeSet<String> names = new TreeSet<>(identity.keySet());
    names.addAll(checkpoint.identity().keySet());
    for (String name : names) {
      String here = identity.get(name);
      String there = checkpoint.identity().get(name);
      if (here == null || !here.equals(there)) {
        throw new InputException(
            "the checkpoint has "
                + name
                + "="
                + there
                + ", must have "
                + here
                + " as settings.conf");
      }
    }
  }
}
