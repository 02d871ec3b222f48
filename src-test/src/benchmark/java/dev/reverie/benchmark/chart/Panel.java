package dev.reverie.benchmark.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Several curves in the same logarithmic axes.
 *
 * @param floor what lies below is drawn there
 */
public record Panel(
    String title, String across, String upright, double floor, List<Series> series) {
  private static final Color[] COLORS = {
    new Color(0x1F, 0x5F, 0xB4),
    new Color(0xD9, 0x5F, 0x02),
    new Color(0x1B, 0x9E, 0x77),
    new Color(0x75, 0x70, 0xB3),
    new Color(0xE7, 0x29, 0x8A),
    new Color(0x66, 0x66, 0x66)
  };
  private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
  private static final BasicStroke THIN = new BasicStroke(1.2f);
  private static final BasicStroke THICK = new BasicStroke(1.8f);

  public Panel {
    series = List.copyOf(series);
  }

  void paint(Graphics2D graphics, int width, int height) {
    LogAxis x =
        LogAxis.across(
            all().flatMapToDouble(s -> Arrays.stream(s.x())).sorted().distinct().toArray());
    LogAxis y = LogAxis.upright(all().flatMapToDouble(this::ends).toArray());
    XYChart chart =
        new XYChartBuilder().title(title).xAxisTitle(across).yAxisTitle(upright).build();
    grid(chart, x, y);
    for (int n = 0; n < series.size(); n++) {
      add(chart, series.get(n), COLORS[n % COLORS.length]);
    }
    PanelStyle.apply(chart.getStyler(), x, y);
    chart.paint(graphics, width, height);
    new TickLabels(chart, graphics, PanelStyle.font(Font.PLAIN, 13)).write(x, y);
  }

  private Stream<Series> all() {
    return series.stream();
  }

  /** Where the strokes of a curve end. */
  private DoubleStream ends(Series curve) {
    return DoubleStream.concat(
        Arrays.stream(curve.y()).map(this::floored),
        IntStream.range(0, curve.spread().length)
            .mapToDouble(n -> floored(curve.y()[n] + curve.spread()[n])));
  }

  private double floored(double value) {
    return Math.max(floor, value);
  }

  private void grid(XYChart chart, LogAxis x, LogAxis y) {
    for (double tick : x.ticks()) {
      stroke(chart, new double[] {tick, tick}, new double[] {y.least(), y.most()}, GRID);
    }
    for (double tick : y.ticks()) {
      stroke(chart, new double[] {x.least(), x.most()}, new double[] {tick, tick}, GRID);
    }
  }

  private void add(XYChart chart, Series curve, Color color) {
    for (int n = 0; n < curve.spread().length; n++) {
      double at = curve.x()[n];
      double low = floored(curve.y()[n] - curve.spread()[n]);
      double high = floored(curve.y()[n] + curve.spread()[n]);
      stroke(chart, new double[] {at, at}, new double[] {low, high}, color);
    }
    double[] y = Arrays.stream(curve.y()).map(this::floored).toArray();
    XYSeries line = chart.addSeries(curve.name(), curve.x(), y);
    line.setLineColor(color).setLineStyle(curve.measured() ? THICK : PanelStyle.broken(2f, 7, 5));
    line.setMarker(curve.measured() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    line.setMarkerColor(color);
  }

  private static void stroke(XYChart chart, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries("stroke " + chart.getSeriesMap().size(), x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(THIN);
    series.setShowInLegend(false);
  }
}
