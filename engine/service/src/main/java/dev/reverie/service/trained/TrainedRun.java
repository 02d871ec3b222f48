package dev.reverie.service.trained;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.folder.ModelFile;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Given;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.settings.TrainSettings;
import dev.reverie.unit.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run with a model. */
public record TrainedRun(
    RunFolder folder, TrainSettings settings, Found found, Rbm rbm, Parameters parameters) {

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
    ModelFile.Model model = ModelFile.read(folder.model());
    Found found = file.found();
    if (pixels(model.rbm(), settings) != found.visible()
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
              + pixels(model.rbm(), settings));
    }
    return new TrainedRun(folder, settings, found, model.rbm(), model.parameters());
  }

  /** Visible units without those of classes. */
  private static int pixels(Rbm rbm, TrainSettings settings) {
    List<Layer.Part> parts = rbm.visibleLayer().parts();
    return settings.data().labelled() ? parts.get(parts.size() - 1).first() : rbm.visible();
  }

  /** Visible units that rows of data have values for: all but those of classes. */
  public int pixels() {
    return pixels(rbm, settings);
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
