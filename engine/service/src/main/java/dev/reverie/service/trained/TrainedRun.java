package dev.reverie.service.trained;

import dev.reverie.data.Binarisation;
import dev.reverie.data.Dataset;
import dev.reverie.data.Standardisation;
import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.folder.ModelFile;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Given;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.settings.TrainSettings;
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
    Rbm rbm,
    Parameters parameters,
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
    if (settings.data().binarisation() == Binarisation.STANDARDISE
        && model.standardisation().isEmpty()) {
      throw new InputException(
          folder.model() + " has no tensor data_deviation, must have one as data are standardised");
    }
    return new TrainedRun(
        folder, settings, found, model.rbm(), model.parameters(), model.standardisation());
  }

  /**
   * Rows of data as the model takes them, binarised once.
   *
   * @throws InputException when they cannot be binarised so
   */
  public StateRows rows(Dataset data, Binarisation how) {
    DataSettings.requireSuitable(how, rbm.visibleLayer());
    if (how == Binarisation.STANDARDISE && standardisation.isEmpty()) {
      throw new InputException("binarise=standardise, must be none as in training");
    }
    return StateRows.of(data, how, standardisation, settings.learning().seed());
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
