package dev.reverie.service.folder;

import dev.reverie.picture.GreyPicture;
import dev.reverie.picture.Mosaic;
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

  /**
   * Groups of states that belong together, each group side by side.
   *
   * @param group states of a group
   * @param across the most groups in a row of the picture
   */
  public void writeInColumns(Path path, float[][] states, int group, int across)
      throws IOException {
    int groups = Math.max(1, Math.min(across, MOST_ACROSS / (group * width)));
    write(path, Mosaic.of(states, height, width, group * groups));
  }

  /** The first states, as a glance takes them in. */
  public void writeSomeStates(Path path, float[][] states) throws IOException {
    writeStates(path, Arrays.copyOf(states, some(states.length)));
  }

  /** Numbers around 0, which is grey; not more of them than {@link #some}. */
  public void writeSigned(Path path, float[][] tiles) throws IOException {
    write(path, Mosaic.ofSigned(tiles, height, width, columns()));
  }

  /** As many of so many tiles as a glance takes in. */
  public int some(int tiles) {
    return Math.min(Math.min(tiles, MOST_TILES), most());
  }

  /** Numbers of one tile. */
  public int pixels() {
    return height * width;
  }

  private int columns() {
    return Math.max(1, Math.min(MOST_COLUMNS, MOST_ACROSS / width));
  }

  private static void write(Path path, GreyPicture picture) throws IOException {
    AtomicFile.write(path, picture::writePng);
  }
}
