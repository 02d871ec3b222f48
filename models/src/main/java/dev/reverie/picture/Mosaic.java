package dev.reverie.picture;

import java.util.Arrays;

/** Many small pictures of one size in rows, one pixel apart. */
public final class Mosaic {
  private static final int WHITE = 255;
  private static final int MIDDLE = 128;
  private static final byte GAP = 64;

  private Mosaic() {}

  /**
   * Tiles of intensities, 0 (black) to 1 (white), each row by row.
   *
   * @param columns tiles side by side
   */
  public static GreyPicture of(float[][] tiles, int tileHeight, int tileWidth, int columns) {
    byte[][] greys = new byte[tiles.length][];
    for (int i = 0; i < tiles.length; i++) {
      greys[i] = greys(i, tiles[i], 0, 1, 0, WHITE);
    }
    return assemble(greys, tileHeight, tileWidth, columns);
  }

  /**
   * Tiles of signed weights: 0 is middle grey; a tile's largest magnitude is white when positive,
   * almost black when negative, so that each tile uses the whole range.
   *
   * @param columns tiles side by side
   */
  public static GreyPicture ofSigned(float[][] tiles, int tileHeight, int tileWidth, int columns) {
    byte[][] greys = new byte[tiles.length][];
    for (int i = 0; i < tiles.length; i++) {
      float largest = 0;
      for (float value : tiles[i]) {
        largest = Math.max(largest, Math.abs(value));
      }
      double scale = largest == 0 ? 0 : (WHITE - MIDDLE) / (double) largest;
      greys[i] = greys(i, tiles[i], -Float.MAX_VALUE, Float.MAX_VALUE, MIDDLE, scale);
    }
    return assemble(greys, tileHeight, tileWidth, columns);
  }

  private static byte[] greys(
      int tile, float[] values, float least, float most, double zero, double scale) {
    byte[] greys = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= least && values[i] <= most)) {
        throw new IllegalArgumentException(
            "value="
                + values[i]
                + " at "
                + i
                + " of tile "
                + tile
                + ", must be in ["
                + least
                + ", "
                + most
                + "]");
      }
      greys[i] = (byte) Math.round(zero + scale * values[i]);
    }
    return greys;
  }

  private static GreyPicture assemble(byte[][] tiles, int tileHeight, int tileWidth, int columns) {
    if (tiles.length == 0 || columns <= 0 || tileHeight <= 0 || tileWidth <= 0) {
      throw new IllegalArgumentException(
          String.format(
              "tiles=%d, columns=%d, tileHeight=%d, tileWidth=%d, must be positive",
              tiles.length, columns, tileHeight, tileWidth));
    }
    int across = Math.min(columns, tiles.length);
    int down = (tiles.length - 1) / across + 1;
    int width = Math.addExact(Math.multiplyExact(across, tileWidth), across - 1);
    int height = Math.addExact(Math.multiplyExact(down, tileHeight), down - 1);
    byte[] pixels = new byte[Math.multiplyExact(width, height)];
    Arrays.fill(pixels, GAP);
    for (int tile = 0; tile < tiles.length; tile++) {
      if (tiles[tile].length != (long) tileHeight * tileWidth) {
        throw new IllegalArgumentException(
            "length="
                + tiles[tile].length
                + " of tile "
                + tile
                + ", must be "
                + tileHeight
                + " x "
                + tileWidth);
      }
      int corner = tile / across * (tileHeight + 1) * width + tile % across * (tileWidth + 1);
      for (int y = 0; y < tileHeight; y++) {
        System.arraycopy(tiles[tile], y * tileWidth, pixels, corner + y * width, tileWidth);
      }
    }
    return new GreyPicture(width, height, pixels);
  }
}
