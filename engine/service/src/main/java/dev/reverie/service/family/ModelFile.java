package dev.reverie.service.family;

import dev.reverie.data.Standardisation;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.tensor.AtomicFile;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model as safetensors: all that is learned, and in the metadata its family; where data were
 * standardised also {@code data_mean} and {@code data_deviation} [visible].
 */
public final class ModelFile {
  private static final String FAMILY = "model";
  private static final String DEFAULT_FAMILY = "rbm";
  private static final String WEIGHTS = "weights";
  private static final String DATA_MEAN = "data_mean";
  private static final String DATA_DEVIATION = "data_deviation";

  private ModelFile() {}

  /**
   * A model that was read.
   *
   * @param standardisation of its data, if they were
   */
  public record Content(TrainedModel model, Optional<Standardisation> standardisation) {}

  /** Replaces the file; equal models give equal bytes. */
  public static void write(
      Path path, Family family, TrainedModel model, Optional<Standardisation> standardisation)
      throws IOException {
    Map<String, String> metadata = new HashMap<>(model.metadata());
    metadata.put(FAMILY, family.key());
    List<Tensor> tensors = new ArrayList<>(model.tensors());
    standardisation.ifPresent(
        change -> {
          tensors.add(Tensor.of(DATA_MEAN, change.means(), change.means().length));
          tensors.add(Tensor.of(DATA_DEVIATION, change.deviations(), change.means().length));
        });
    AtomicFile.write(path, new Safetensors(metadata, tensors)::writeTo);
  }

  /** Reads a model of a family; an {@link InputException} says what is wrong with it. */
  public static Content read(Path path, Family family) {
    Safetensors file = Safetensors.read(path);
    String found = file.metadata().getOrDefault(FAMILY, DEFAULT_FAMILY);
    if (!found.equals(family.key())) {
      throw new InputException(
          path + " holds a model of kind " + found + ", must be " + family.key());
    }
    TrainedModel model = family.read(file, path.toString());
    return new Content(model, standardisation(file, path, model.visible().units()));
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

  /** Every learned block of a layout as an F32 tensor of its name. */
  public static List<Tensor> learned(Layout layout, Parameters parameters) {
    return learned(layout)
        .map(block -> Tensor.of(block.name(), parameters.rows(block), shape(block)))
        .toList();
  }

  /** Parameters whose learned blocks are those tensors again; all other numbers are 0. */
  public static Parameters learned(Layout layout, Safetensors file, String source) {
    Parameters parameters = new Parameters(layout);
    learned(layout)
        .forEach(
            block -> {
              Tensor tensor = file.require(source, block.name(), TensorType.F32, shape(block));
              parameters.setRows(block, tensor.floats());
            });
    return parameters;
  }

  private static Stream<Block> learned(Layout layout) {
    return layout.blocks().stream().filter(block -> block.role() == Role.LEARNED);
  }

  /** A block of one row is a vector, unless it holds weights. */
  private static long[] shape(Block block) {
    return block.rows() > 1 || block.name().startsWith(WEIGHTS)
        ? new long[] {block.rows(), block.columns()}
        : new long[] {block.columns()};
  }
}
