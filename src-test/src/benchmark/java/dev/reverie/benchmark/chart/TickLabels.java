package dev.reverie.benchmark.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;

/**
 * Writes the labels of both axes beside a chart that has been painted and left the room for them:
 * the chart's own labels of logarithmic axes would overlap.
 */
public final class TickLabels {
  private static final int GAP = 7;
  private static final int LEAST_APART = 14;

  private final XYChart chart;
  private final Graphics2D graphics;
  private final FontMetrics metrics;

  public TickLabels(XYChart chart, Graphics2D graphics, Font font) {
    this.chart = chart;
    this.graphics = graphics;
    graphics.setFont(font);
    graphics.setColor(Color.DARK_GRAY);
    this.metrics = graphics.getFontMetrics();
  }

  public void write(LogAxis across, LogAxis upright) {
    int bottom = (int) chart.getScreenYFromChart(upright.least());
    int left = (int) chart.getScreenXFromChart(across.least());
    for (double tick : across.every(stride(across))) {
      String label = LogAxis.label(tick);
      int middle = (int) chart.getScreenXFromChart(tick);
      graphics.drawString(
          label, middle - metrics.stringWidth(label) / 2, bottom + GAP + metrics.getAscent());
    }
    for (double tick : upright.ticks()) {
      String label = LogAxis.label(tick);
      int middle = (int) chart.getScreenYFromChart(tick);
      graphics.drawString(
          label, left - GAP - metrics.stringWidth(label), middle + metrics.getAscent() / 2 - 1);
    }
  }

  /** The least stride at which no label touches the next. */
  private int stride(LogAxis axis) {
    int stride = 1;
    while (isCrowded(axis.every(stride))) {
      stride++;
    }
    return stride;
  }

  private boolean isCrowded(double[] ticks) {
    for (int n = 1; n < ticks.length; n++) {
      double apart = chart.getScreenXFromChart(ticks[n]) - chart.getScreenXFromChart(ticks[n - 1]);
      int widths =
          metrics.stringWidth(LogAxis.label(ticks[n]))
              + metrics.stringWidth(LogAxis.label(ticks[n - 1]));
      if (apart < widths / 2.0 + LEAST_APART) {
        return true;
      }
    }
    return false;
  }
}
