package dev.reverie.benchmark.peers.nats;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.tensor.Npy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of one training on the way, in a folder: {@code points.json} and for each point {@code
 * NAME-weights.npy} [visible, hidden], {@code NAME-visible-bias.npy} and {@code
 * NAME-hidden-bias.npy} [1, units], 32-bit floats.
 */
public final class CurvePoints {
  /**
   * A point.
   *
   * @param seconds of training until then
   */
  public record Point(String name, double seconds, double updates) {}

  private record Index(List<Point> points) {}

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final List<Point> points = new ArrayList<>();

  public CurvePoints(Path folder) {
    this.folder = folder;
  }

  /** Reads what a training has left. */
  public static CurvePoints read(Path folder) throws IOException {
    CurvePoints read = new CurvePoints(folder);
    Index index = MAPPER.readValue(folder.resolve("points.json").toFile(), Index.class);
    read.points.addAll(index.points());
    return read;
  }

  /** In the order of training. */
  public List<Point> points() {
    return List.copyOf(points);
  }

  /** Writes the parameters at a point. */
  public void add(double seconds, double updates, Rbm rbm, Parameters parameters) {
    Point point = new Point("point-%02d".formatted(points.size()), seconds, updates);
    try {
      for (Block block : learned(rbm)) {
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(file(point, block)))) {
          Npy.write(out, rows(parameters, block));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    points.add(point);
  }

  private static float[][] rows(Parameters parameters, Block block) {
    float[][] rows = new float[block.rows()][block.columns()];
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        rows[row][column] = parameters.at(block, row, column);
      }
    }
    return rows;
  }

  /** Writes the list of points. */
  public void write() {
    try {
      MAPPER.writeValue(folder.resolve("points.json").toFile(), new Index(points));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parameters at a point, with what is derived from them. */
  public Parameters parameters(Point point, Rbm rbm) throws IOException {
    Parameters parameters = new Parameters(rbm.layout());
    for (Block block : learned(rbm)) {
      Path file = file(point, block);
      try (InputStream in = Files.newInputStream(file)) {
        float[][] rows = Npy.readFloats(in, file.toString());
        for (int row = 0; row < block.rows(); row++) {
          for (int column = 0; column < block.columns(); column++) {
            parameters.set(block, row, column, rows[row][column]);
          }
        }
      }
    }
    rbm.derive(parameters);
    return parameters;
  }

  private static List<Block> learned(Rbm rbm) {
    return List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias());
  }

  private Path file(Point point, Block block) {
    return folder.resolve(point.name() + "-" + block.name().replace('_', '-') + ".npy");
  }
}
