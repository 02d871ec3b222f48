package dev.reverie.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MosaicTest {
  private static final int GAP = 64;

  @Test
  void shouldPlaceTilesOnePixelApart() {
    float[][] tiles = {{0, .5f}, {1, .2f}, {.4f, .6f}};
    assertPixels(
        new int[][] {
          {0, 128, GAP, 255, 51},
          {GAP, GAP, GAP, GAP, GAP},
          {102, 153, GAP, GAP, GAP}
        },
        Mosaic.of(tiles, 1, 2, 2));
  }

  @Test
  void shouldKeepRowsOfATileTogether() {
    float[][] tiles = {{0, 1, 1, 0}, {1, 1, 0, 0}};
    assertPixels(
        new int[][] {{0, 255, GAP, 255, 255}, {255, 0, GAP, 0, 0}}, Mosaic.of(tiles, 2, 2, 7));
  }

  @Test
  void shouldScaleSignedTilesEachByItsLargestMagnitude() {
    float[][] tiles = {{-2, 0, 1}, {.1f, 0, -.05f}, {0, 0, 0}};
    assertPixels(
        new int[][] {
          {1, 128, 192},
          {GAP, GAP, GAP},
          {255, 128, 65},
          {GAP, GAP, GAP},
          {128, 128, 128}
        },
        Mosaic.ofSigned(tiles, 1, 3, 1));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.001f, 1.001f, Float.POSITIVE_INFINITY})
  void shouldRefuseWhatIsNoIntensity(float value) {
    float[][] tiles = {{value}};
    assertThrows(IllegalArgumentException.class, () -> Mosaic.of(tiles, 1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
  void shouldRefuseWeightsThatAreNotFinite(float value) {
    float[][] tiles = {{1, value}};
    assertThrows(IllegalArgumentException.class, () -> Mosaic.ofSigned(tiles, 1, 2, 1));
  }

  @Test
  void shouldRefuseMisuse() {
    float[][] tiles = {{0, 0}};
    assertThrows(IllegalArgumentException.class, () -> Mosaic.of(tiles, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> Mosaic.of(tiles, 1, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> Mosaic.of(new float[0][], 1, 2, 1));
  }

  private static void assertPixels(int[][] expected, GreyPicture picture) {
    assertEquals(expected.length, picture.height());
    assertEquals(expected[0].length, picture.width());
    for (int y = 0; y < expected.length; y++) {
      for (int x = 0; x < expected[y].length; x++) {
        int row = y;
        int column = x;
        assertEquals(expected[y][x], picture.grey(x, y), () -> "x=" + column + ", y=" + row);
      }
    }
  }
}
