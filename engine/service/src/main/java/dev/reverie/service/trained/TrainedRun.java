package dev.reverie.service.trained;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.data.Binarisation;
import dev.reverie.data.Dataset;
import dev.reverie.data.Standardisation;
import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.unit.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run with a model. */
public record TrainedRun(
    RunFolder folder,
    TrainSettings settings,
    Found found,
    TrainedModel model,
    Optional<Standardisation> standardisation) {

  /**
   * Reads a run's settings and model.
   *
   * @throws InputException when there is no run, it has no model yet, or one of its files cannot be
   *     used
   */
  public static TrainedRun read(Path path) {
    RunFolder folder = RunFolder.existing(path);
    SettingsFile file = SettingsFile.read(folder.settings());
    TrainSettings settings = new Given(Map.of()).over(file, path);
    if (!Files.exists(folder.model())) {
      throw new InputException(
          path
              + " has no model.safetensors yet, must have finished a pass (train --resume "
              + path
              + ")");
    }
    ModelFile.Content content = ModelFile.read(folder.model(), settings.family());
    TrainedModel model = content.model();
    Found found = file.found();
    if (pixels(model.visible(), settings) != found.visible()
        || found.visible() != (long) found.height() * found.width()) {
      throw new InputException(
          folder.settings()
              + " tells of "
              + found.visible()
              + " visible units ("
              + found.height()
              + " x "
              + found.width()
              + "), must be the model's "
              + pixels(model.visible(), settings));
    }
    if (settings.data().binarisation() == Binarisation.STANDARDISE
        && content.standardisation().isEmpty()) {
      throw new InputException(
          folder.model() + " has no tensor data_deviation, must have one as data are standardised");
    }
    return new TrainedRun(folder, settings, found, model, content.standardisation());
  }

  /**
   * Rows of data as the model takes them, binarised once.
   *
   * @throws InputException when they cannot be binarised so
   */
  public StateRows rows(Dataset data, Binarisation how) {
    DataSettings.requireSuitable(how, model.visible());
    if (how == Binarisation.STANDARDISE && standardisation.isEmpty()) {
      throw new InputException("binarise=standardise, must be none as in training");
    }
    return StateRows.of(data, how, standardisation, settings.seed());
  }

  /** Visible units without those of classes. */
  private static int pixels(Layer visible, TrainSettings settings) {
    List<Layer.Part> parts = visible.parts();
    return settings.data().labelled() ? parts.get(parts.size() - 1).first() : visible.units();
  }

  /** Visible units that rows of data have values for: all but those of classes. */
  public int pixels() {
    return pixels(model.visible(), settings);
  }

  /** Fantasy particles of the newest checkpoint, one row each; no row where there are none. */
  public float[][] particles() {
    return new CheckpointStore(folder.checkpoints())
        .newest()
        .checkpoint()
        .map(model::particles)
        .orElseGet(() -> new float[0][]);
  }

  /** Refuses a run that has no classes. */
  public void requireLabels() {
    if (!settings.values().containsKey(Setting.LABELS)) {
      throw new InputException(
          folder + " has model=" + settings.model() + ", must be a model that learns labels");
    }
    if (!settings.data().labelled()) {
      throw new InputException(
          folder + " was trained without labels, must be a run with them (train --labels)");
    }
  }

  /** Refuses data whose rows do not fit the model. */
  public void requireColumns(String name, int columns) {
    if (columns != pixels()) {
      throw new InputException(
          name
              + " has "
              + columns
              + " values a row, must have "
              + pixels()
              + " as the model has visible units");
    }
  }
}
