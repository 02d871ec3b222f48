package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.benchmark.chart.LogAxis;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowthPictureTest {
  private static final int MEASURED = 0xFF1F5FB4;
  private static final int LINE = 0xFFD95F02;

  @Test
  void shouldDrawPointsAndLineInThePanelOfEachCurve(@TempDir Path folder) throws IOException {
    List<Measurement> all = Arrays.stream(Curve.values()).map(Examples::proportional).toList();
    Path file = folder.resolve("growth.png");
    GrowthPicture.write(GrowthPicture.draw(all, "no settings"), file);
    BufferedImage picture = ImageIO.read(file.toFile());
    int top = 84;
    int width = picture.getWidth() / 3;
    int height = (picture.getHeight() - top) / 2;
    for (int panel = 0; panel < all.size(); panel++) {
      Set<Integer> colors =
          colors(picture.getSubimage(panel % 3 * width, top + panel / 3 * height, width, height));
      assertTrue(colors.contains(MEASURED) && colors.contains(LINE), "panel " + panel);
    }
  }

  private static Set<Integer> colors(BufferedImage part) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < part.getHeight(); y++) {
      for (int x = 0; x < part.getWidth(); x++) {
        colors.add(part.getRGB(x, y));
      }
    }
    return colors;
  }

  @Test
  void shouldGiveUprightAxesADecadeWithRoundTicks() {
    LogAxis axis = LogAxis.upright(new double[] {9, 11});
    assertEquals(10, axis.most() / axis.least(), 1e-9);
    assertArrayEquals(new double[] {5, 10, 20}, axis.ticks(), 1e-9);
    assertEquals("1,000", LogAxis.label(1000));
    assertEquals("0.05", LogAxis.label(0.05));
  }

  @Test
  void shouldMarkWhereTheSnapshotLeavesACache() {
    long mebi = 1L << 20;
    Curve curve = Curve.HIDDEN;
    List<Measured> points =
        List.of(
            new Measured(curve, 100, 1, 1, 1, 1, mebi / 2, 8),
            new Measured(curve, 200, 1, 1, 1, 1, 3 * mebi / 2, 16),
            new Measured(curve, 400, 1, 1, 1, 1, 31 * mebi, 32));
    assertEquals(List.of(new SizeMark("snapshot", mebi, 150)), SizeMark.of(points));
  }
}
