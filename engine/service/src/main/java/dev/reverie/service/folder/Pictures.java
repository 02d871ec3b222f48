package dev.reverie.service.folder;

import dev.reverie.parameter.Parameters;
import dev.reverie.picture.GreyPicture;
import dev.reverie.picture.Mosaic;
import dev.reverie.rbm.Rbm;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Pictures of states and weights, each a tile of the data's shape; units behind the pixels, such as
 * classes, are not shown, and real numbers beyond black and white are cut there.
 *
 * @param height, width of one tile
 */
public record Pictures(int height, int width) {
  private static final int MOST_TILES = 100;
  private static final int MOST_COLUMNS = 10;
  private static final int MOST_ACROSS = 2000;
  private static final long MOST_PIXELS = 1 << 24;

  /** The most tiles that one picture holds. */
  public int most() {
    return (int) Math.max(1, MOST_PIXELS / ((long) height * width));
  }

  /** All states, at most {@link #most()}. */
  public void writeStates(Path path, float[][] states) throws IOException {
    float[][] pixels = new float[states.length][];
    for (int n = 0; n < states.length; n++) {
      pixels[n] = Arrays.copyOf(states[n], height * width);
      for (int k = 0; k < pixels[n].length; k++) {
        pixels[n][k] = Math.min(Math.max(pixels[n][k], 0), 1);
      }
    }
    write(path, Mosaic.of(pixels, height, width, columns()));
  }

  /** The first states, as a glance takes them in. */
  public void writeSomeStates(Path path, float[][] states) throws IOException {
    int shown = Math.min(Math.min(states.length, MOST_TILES), most());
    writeStates(path, Arrays.copyOf(states, shown));
  }

  /** The weights of the first hidden units, as many as fit. */
  public void writeFilters(Path path, Rbm rbm, Parameters parameters) throws IOException {
    float[][] tiles =
        new float[Math.min(Math.min(MOST_TILES, rbm.hidden()), most())][height * width];
    for (int j = 0; j < tiles.length; j++) {
      for (int i = 0; i < height * width; i++) {
        tiles[j][i] = parameters.at(rbm.weights(), i, j);
      }
    }
    write(path, Mosaic.ofSigned(tiles, height, width, columns()));
  }

  private int columns() {
    return Math.max(1, Math.min(MOST_COLUMNS, MOST_ACROSS / width));
  }

  private static void write(Path path, GreyPicture picture) throws IOException {
    AtomicFile.write(path, picture::writePng);
  }
}
