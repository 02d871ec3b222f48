package dev.reverie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: strokes of a pen through points that lie in a box 100 high and about 64
 * wide, x to the right and y down. Strokes that meet share the point, so that they still meet when
 * points move.
 *
 * @param points x and y of each point
 * @param strokes indexes of points; a pen passes through them on a smooth curve
 */
record Glyph(double[][] points, int[][] strokes) {
  private static final List<List<Glyph>> DIGITS =
      List.of(
          glyphs(
              "34,0 12,14 2,44 8,80 30,100 54,84 62,50 54,16 32,0",
              "26,2 8,24 4,62 18,94 40,98 58,74 60,36 44,6 20,4"),
          glyphs("34,0 32,34 31,68 30,100", "16,22 36,0 | 36,0 35,50 34,100", "46,0 34,50 20,100"),
          glyphs(
              "6,24 14,6 34,0 54,10 54,32 38,58 4,98 | 4,98 32,95 64,97",
              "6,20 22,2 44,2 55,20 46,48 26,78 8,94 3,84 16,76 36,90 64,94",
              "10,10 34,2 52,16 44,44 6,94 | 6,94 60,92"),
          glyphs(
              "6,12 24,0 46,4 54,20 44,40 22,47 | 22,47 48,53 60,72 48,94 24,100 2,88",
              "6,4 30,2 56,3 | 56,3 28,42 | 28,42 54,52 58,76 40,97 14,99 0,88",
              "8,10 34,0 52,16 40,40 26,46 50,58 56,80 34,99 4,92"),
          glyphs(
              "12,2 8,28 4,54 | 4,54 32,57 64,52 | 50,6 47,50 43,100",
              "46,0 26,30 2,64 | 2,64 32,64 66,62 | 46,0 46,50 45,100",
              "8,4 8,38 22,54 42,52 54,40 | 58,4 53,50 46,100"),
          glyphs(
              "58,2 36,2 16,4 | 16,4 12,24 9,44 | 9,44 32,37 54,50 58,72 42,94 20,100 2,90",
              "60,4 36,2 18,10 14,30 30,44 50,58 52,80 34,97 6,94",
              "14,4 12,24 10,44 | 10,44 38,40 56,58 50,86 24,100 4,92 | 14,4 36,6 60,2"),
          glyphs(
              "48,2 26,18 10,46 4,74 14,96 36,100 54,86 50,64 32,55 12,66 6,80",
              "36,0 18,30 6,64 12,92 34,100 50,84 44,64 26,60 8,74",
              "26,0 8,40 6,78 22,99 46,94 54,74 38,60 16,66 7,80"),
          glyphs(
              "2,6 30,5 60,2 | 60,2 44,36 30,66 22,100",
              "2,6 30,5 60,2 | 60,2 44,36 30,66 24,100 | 16,52 52,47",
              "4,20 6,5 | 6,5 34,7 60,2 | 60,2 40,46 34,100"),
          glyphs(
              "52,12 36,0 16,8 14,28 34,46 54,66 52,90 30,100 8,90 10,68 30,48 50,30 54,10",
              "34,47 14,34 14,10 34,0 52,12 50,34 34,47 | 34,47 10,62 6,86 30,100 56,88 56,62 34,47",
              "46,6 22,4 16,24 40,50 48,82 28,99 10,84 24,54 50,24 46,6"),
          glyphs(
              "52,18 34,1 12,8 4,30 16,48 38,44 52,18 | 52,18 51,58 44,100",
              "54,14 34,0 10,10 5,34 24,47 46,34 54,14 56,54 46,88 24,100 6,92",
              "48,6 22,2 6,22 14,44 36,42 50,22 48,6 | 48,6 40,54 26,100"));

  /** The ways to write a digit. */
  static List<Glyph> of(int digit) {
    return DIGITS.get(digit);
  }

  private static List<Glyph> glyphs(String... texts) {
    return Arrays.stream(texts).map(Glyph::parse).toList();
  }

  private static Glyph parse(String text) {
    List<String> names = new ArrayList<>();
    List<int[]> strokes = new ArrayList<>();
    for (String stroke : text.split(" \\| ")) {
      strokes.add(Arrays.stream(stroke.split(" ")).mapToInt(name -> index(name, names)).toArray());
    }
    double[][] points =
        names.stream()
            .map(name -> Arrays.stream(name.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    return new Glyph(points, strokes.toArray(int[][]::new));
  }

  private static int index(String name, List<String> names) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name);
  }
}
