package dev.reverie.service.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings in a HOCON file: any part of {@code reverie.train} and {@code reverie.found}. Every
 * other key is refused, so that a misspelt one cannot go unnoticed.
 */
public final class SettingsFile {
  private static final Config REFERENCE =
      ConfigFactory.parseResources(SettingsFile.class.getClassLoader(), "reference.conf");
  private static final String TRAIN = "reverie.train";
  private static final String FOUND = "reverie.found";
  private static final Config KNOWN =
      REFERENCE.withOnlyPath(TRAIN).withFallback(REFERENCE.withOnlyPath(FOUND));
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");

  private final Config config;
  private final String source;

  private SettingsFile(Config config, String source) {
    this.config = config;
    this.source = source;
  }

  /** A file that sets nothing. */
  public static SettingsFile none() {
    return new SettingsFile(ConfigFactory.empty(), "no file");
  }

  /** Reads a file; an {@link InputException} says what is wrong with it. */
  public static SettingsFile read(Path path) {
    try {
      InputFile.open(path).close();
      ConfigParseOptions options = ConfigParseOptions.defaults().setAllowMissing(false);
      Config config = ConfigFactory.parseFile(path.toFile(), options).resolve();
      refuseUnknown(config.root(), KNOWN.root(), "", path.toString());
      return new SettingsFile(config, path.toString());
    } catch (ConfigException e) {
      throw new InputException(path + " is no settings file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
  }

  /** One that comes with the program. */
  static SettingsFile resource(String name) {
    return new SettingsFile(
        ConfigFactory.parseResources(
            SettingsFile.class.getClassLoader(),
            name,
            ConfigParseOptions.defaults().setAllowMissing(false)),
        name);
  }

  /** This file's settings, and the other's where it is silent. */
  public SettingsFile over(SettingsFile other) {
    return new SettingsFile(config.withFallback(other.config), source);
  }

  private static void refuseUnknown(
      ConfigObject given, ConfigObject known, String parent, String source) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String name = parent + entry.getKey();
      ConfigValue like = known.get(entry.getKey());
      if (like == null) {
        throw new InputException(
            source + ": unknown key " + name + ", must be one of " + parent + known.keySet());
      }
      ConfigValueType type = entry.getValue().valueType();
      boolean section = like.valueType() == ConfigValueType.OBJECT;
      if (section != (type == ConfigValueType.OBJECT) || type == ConfigValueType.LIST) {
        throw new InputException(
            source + ": " + name + " must be " + (section ? "a section" : "a single value"));
      }
      if (section) {
        refuseUnknown((ConfigObject) entry.getValue(), (ConfigObject) like, name + ".", source);
      }
    }
  }

  /** The settings that this file gives, as texts. */
  public Map<Setting, String> texts() {
    return texts(config);
  }

  /** The default of every setting, as texts. */
  public static Map<Setting, String> defaults() {
    return texts(REFERENCE);
  }

  private static Map<Setting, String> texts(Config config) {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String path = TRAIN + "." + setting.key();
      if (config.hasPath(path)) {
        texts.put(setting, config.getString(path));
      }
    }
    return texts;
  }

  /** What a run that wrote this file found. */
  public Found found() {
    Config found = config.withFallback(KNOWN).getConfig(FOUND);
    try {
      return new Found(
          found.getString("data-digest"),
          found.getInt("visible"),
          found.getInt("height"),
          found.getInt("width"));
    } catch (ConfigException e) {
      throw new InputException(source + ": " + e.getMessage(), e);
    }
  }

  /** The text of a file that gives all of this again. */
  public static String render(Map<Setting, String> settings, Found found) {
    StringBuilder text = new StringBuilder();
    text.append("# All settings of this run; ./reverie train --config settings.conf repeats it.\n");
    text.append("reverie {\n  train {\n");
    settings.forEach((setting, value) -> line(text, setting.key(), value));
    text.append("  }\n  found {\n");
    line(text, "data-digest", found.dataDigest());
    line(text, "visible", Integer.toString(found.visible()));
    line(text, "height", Integer.toString(found.height()));
    line(text, "width", Integer.toString(found.width()));
    return text.append("  }\n}\n").toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    String written = NUMBER.matcher(value).matches() ? value : ConfigUtil.quoteString(value);
    text.append("    ").append(key).append(" = ").append(written).append('\n');
  }
}
