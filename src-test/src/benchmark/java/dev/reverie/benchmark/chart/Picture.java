package dev.reverie.benchmark.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Panels side by side, under a title. */
public final class Picture {
  private static final int PANEL_WIDTH = 700;
  private static final int PANEL_HEIGHT = 520;
  private static final int COLUMNS = 3;
  private static final int HEAD = 84;
  private static final int MARGIN = 24;

  private Picture() {}

  /**
   * @param settings one line that tells what the axes do not
   */
  public static BufferedImage draw(String title, String settings, List<Panel> panels) {
    int columns = Math.min(COLUMNS, panels.size());
    int rows = (panels.size() - 1) / COLUMNS + 1;
    BufferedImage image =
        new BufferedImage(
            Math.max(2, columns) * PANEL_WIDTH,
            HEAD + rows * PANEL_HEIGHT,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    head(graphics, title, settings, image.getWidth());
    for (int n = 0; n < panels.size(); n++) {
      Graphics2D place = (Graphics2D) graphics.create();
      place.translate(n % COLUMNS * PANEL_WIDTH, HEAD + n / COLUMNS * PANEL_HEIGHT);
      panels.get(n).paint(place, PANEL_WIDTH - MARGIN, PANEL_HEIGHT);
      place.dispose();
    }
    graphics.dispose();
    return image;
  }

  private static void head(Graphics2D graphics, String title, String settings, int width) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
    graphics.drawString(title, MARGIN, 36);
    int size = 17;
    do {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size--));
    } while (graphics.getFontMetrics().stringWidth(settings) > width - 2 * MARGIN && size > 8);
    graphics.drawString(settings, MARGIN, 66);
  }

  public static void write(BufferedImage image, Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this JVM cannot write PNG to " + file);
    }
  }
}
