package dev.reverie.service.family.dbm;

import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import java.util.EnumMap;
import java.util.Map;

/** Deep Boltzmann machines. */
public final class DbmFamily implements Family {
  private static final String NAME = "dbm";

  @Override
  public String key() {
    return NAME;
  }

  @Override
  public Map<String, String> models() {
    return Map.of(NAME, "binary units in several hidden layers");
  }

  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    Map<Setting, String> defaults = new EnumMap<>(Setting.class);
    defaults.put(Setting.HIDDEN, "500,1000");
    defaults.put(Setting.RATE, "0.02");
    defaults.put(Setting.CENTRING, "average");
    return defaults;
  }

  @Override
  public Design design(Texts settings) {
    return new DbmSettings(settings).read();
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    return DbmTensors.read(file, source);
  }
}
