package dev.reverie.service.folder;

import dev.reverie.data.Standardisation;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.console.Numbers;
import dev.reverie.tensor.AtomicFile;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import dev.reverie.unit.Layer;
import dev.reverie.unit.LayerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model as safetensors: all that is learned, F32, weights [visible, hidden], and in the metadata
 * the kinds of its units; where data were standardised also {@code data_mean} and {@code
 * data_deviation} [visible].
 */
public final class ModelFile {
  private static final String KIND = "model";
  private static final String RBM = "rbm";
  private static final String VISIBLE_UNITS = "visible_units";
  private static final String HIDDEN_UNITS = "hidden_units";
  private static final String BINARY = "binary";
  private static final String DATA_MEAN = "data_mean";
  private static final String DATA_DEVIATION = "data_deviation";

  private ModelFile() {}

  /**
   * A model that was read: its structure and its numbers, derived ones included.
   *
   * @param standardisation of its data, if they were
   */
  public record Model(Rbm rbm, Parameters parameters, Optional<Standardisation> standardisation) {}

  /** Replaces the file; equal parameters give equal bytes. */
  public static void write(
      Path path, Rbm rbm, Parameters parameters, Optional<Standardisation> standardisation)
      throws IOException {
    Map<String, String> metadata =
        Map.of(
            KIND,
            RBM,
            VISIBLE_UNITS,
            rbm.visibleLayer().key(),
            HIDDEN_UNITS,
            rbm.hiddenLayer().key());
    List<Tensor> tensors = new ArrayList<>();
    learned(rbm)
        .map(block -> Tensor.of(block.name(), parameters.rows(block), shape(block)))
        .forEach(tensors::add);
    standardisation.ifPresent(
        change -> {
          tensors.add(Tensor.of(DATA_MEAN, change.means(), change.means().length));
          tensors.add(Tensor.of(DATA_DEVIATION, change.deviations(), change.means().length));
        });
    AtomicFile.write(path, new Safetensors(metadata, tensors)::writeTo);
  }

  private static Stream<Block> learned(Rbm rbm) {
    return rbm.layout().blocks().stream().filter(block -> block.role() == Role.LEARNED);
  }

  private static long[] shape(Block block) {
    return block.name().equals("weights")
        ? new long[] {block.rows(), block.columns()}
        : new long[] {block.columns()};
  }

  /** Reads a model; an {@link InputException} says what is wrong with it. */
  public static Model read(Path path) {
    Safetensors file = Safetensors.read(path);
    String kind = file.metadata().getOrDefault(KIND, RBM);
    if (!kind.equals(RBM)) {
      throw new InputException(path + " holds a model of kind " + kind + ", must be " + RBM);
    }
    long[] shape =
        file.tensors().stream()
            .filter(tensor -> tensor.name().equals("weights"))
            .findFirst()
            .map(Tensor::shape)
            .orElseThrow(() -> new InputException(path + " has no tensor weights"));
    if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
      throw new InputException(path + ": tensor weights must have the shape [visible, hidden]");
    }
    ModelSize.require((int) shape[0], (int) shape[1]);
    return model(
        file,
        path,
        new Rbm(
            layer(file, path, VISIBLE_UNITS, shape[0]),
            layer(file, path, HIDDEN_UNITS, shape[1]),
            Extras.NONE));
  }

  private static Layer layer(Safetensors file, Path path, String units, long count) {
    String key = file.metadata().getOrDefault(units, BINARY);
    return LayerKey.parse(path + ": " + units, key, (int) count);
  }

  private static Model model(Safetensors file, Path path, Rbm rbm) {
    Parameters parameters = new Parameters(rbm.layout());
    learned(rbm)
        .forEach(
            block -> {
              Tensor tensor =
                  file.require(path.toString(), block.name(), TensorType.F32, shape(block));
              parameters.setRows(block, tensor.floats());
            });
    try {
      rbm.requireBounded(parameters);
    } catch (DivergedException e) {
      throw new InputException(path + " cannot be used: " + e.getMessage(), e);
    }
    rbm.derive(parameters);
    return new Model(rbm, parameters, standardisation(file, path, rbm.visible()));
  }

  private static Optional<Standardisation> standardisation(
      Safetensors file, Path path, int visible) {
    if (file.tensors().stream().noneMatch(tensor -> tensor.name().equals(DATA_DEVIATION))) {
      return Optional.empty();
    }
    float[] means = file.require(path.toString(), DATA_MEAN, TensorType.F32, visible).floats();
    float[] deviations =
        file.require(path.toString(), DATA_DEVIATION, TensorType.F32, visible).floats();
    try {
      return Optional.of(new Standardisation(means, deviations));
    } catch (IllegalArgumentException e) {
      throw new InputException(path + ": tensor " + DATA_DEVIATION + ": " + e.getMessage(), e);
    }
  }

  /** "784 binary visible x 500 binary hidden units", for people. */
  public static String describe(Rbm rbm) {
    return Numbers.format(
        "%d visible x %d hidden units%s", rbm.visible(), rbm.hidden(), kinds(rbm));
  }

  private static String kinds(Rbm rbm) {
    return rbm.binary()
        ? ""
        : " (" + rbm.visibleLayer().key() + " x " + rbm.hiddenLayer().key() + ")";
  }
}
