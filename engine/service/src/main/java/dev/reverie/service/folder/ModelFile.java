package dev.reverie.service.folder;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.console.Numbers;
import dev.reverie.tensor.AtomicFile;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A model as safetensors: weights [visible, hidden], visible_bias, hidden_bias, all F32. */
public final class ModelFile {
  private static final String KIND = "model";
  private static final String BINARY_RBM = "binary-rbm";
  private static final Map<String, String> METADATA =
      Map.of(KIND, BINARY_RBM, "visible_units", "binary", "hidden_units", "binary");

  private ModelFile() {}

  /** A model that was read: its structure and its numbers, derived ones included. */
  public record Model(Rbm rbm, Parameters parameters) {}

  /** Replaces the file; equal parameters give equal bytes. */
  public static void write(Path path, Rbm rbm, Parameters parameters) throws IOException {
    List<Tensor> tensors =
        Stream.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias())
            .map(block -> Tensor.of(block.name(), parameters.rows(block), shape(block)))
            .toList();
    AtomicFile.write(path, new Safetensors(METADATA, tensors)::writeTo);
  }

  private static long[] shape(Block block) {
    return block.rows() == 1 && block.name().endsWith("_bias")
        ? new long[] {block.columns()}
        : new long[] {block.rows(), block.columns()};
  }

  /** Reads a model; an {@link InputException} says what is wrong with it. */
  public static Model read(Path path) {
    Safetensors file = Safetensors.read(path);
    String kind = file.metadata().getOrDefault(KIND, BINARY_RBM);
    if (!kind.equals(BINARY_RBM)) {
      throw new InputException(path + " holds a model of kind " + kind + ", must be " + BINARY_RBM);
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
    return model(file, path, new Rbm((int) shape[0], (int) shape[1]));
  }

  private static Model model(Safetensors file, Path path, Rbm rbm) {
    Parameters parameters = new Parameters(rbm.layout());
    for (Block block : List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias())) {
      Tensor tensor = file.require(path.toString(), block.name(), TensorType.F32, shape(block));
      parameters.setRows(block, tensor.floats());
    }
    try {
      parameters.requireBounded();
    } catch (DivergedException e) {
      throw new InputException(path + " cannot be used: " + e.getMessage(), e);
    }
    rbm.derive(parameters);
    return new Model(rbm, parameters);
  }

  /** "784 visible x 500 hidden units", for people. */
  public static String describe(Rbm rbm) {
    return Numbers.format("%d visible x %d hidden units", rbm.visible(), rbm.hidden());
  }
}
