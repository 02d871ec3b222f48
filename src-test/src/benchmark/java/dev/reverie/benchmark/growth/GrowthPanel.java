package dev.reverie.benchmark.growth;

import dev.reverie.benchmark.chart.LogAxis;
import dev.reverie.benchmark.chart.PanelStyle;
import dev.reverie.benchmark.chart.Texts;
import dev.reverie.benchmark.chart.TickLabels;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One curve in logarithmic axes: points, how far they strayed, the line, and sizes of caches. */
final class GrowthPanel {
  private static final Color MEASURED = new Color(0x1F, 0x5F, 0xB4);
  private static final Color LINE = new Color(0xD9, 0x5F, 0x02);
  private static final Color MARK = new Color(0x50, 0x50, 0x50);
  private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
  private static final BasicStroke THIN = new BasicStroke(1.2f);
  private static final BasicStroke THICK = new BasicStroke(1.8f);
  private static final int LINE_POINTS = 33;

  private final Measurement measurement;
  private final AxisUnit unit;
  private final LogAxis across;
  private final LogAxis upright;
  private final XYChart chart;

  private GrowthPanel(Measurement measurement) {
    this.measurement = measurement;
    this.unit = AxisUnit.of(measurement);
    this.across = LogAxis.across(values(Measured::x));
    this.upright =
        LogAxis.upright(
            measurement.points().stream()
                .flatMapToDouble(
                    point -> DoubleStream.of(point.least(), point.most(), point.expected()))
                .map(unit::of)
                .toArray());
    this.chart =
        new XYChartBuilder()
            .title(measurement.curve().title())
            .xAxisTitle(measurement.curve().unit())
            .yAxisTitle(unit.words())
            .build();
  }

  static void paint(Measurement measurement, Graphics2D graphics, int width, int height) {
    GrowthPanel panel = new GrowthPanel(measurement);
    panel.addGrid();
    panel.addMarks();
    panel.addLine();
    panel.addRanges();
    panel.addPoints();
    PanelStyle.apply(panel.chart.getStyler(), panel.across, panel.upright);
    panel.chart.paint(graphics, width, height);
    new TickLabels(panel.chart, graphics, PanelStyle.font(Font.PLAIN, 13))
        .write(panel.across, panel.upright);
  }

  private void addPoints() {
    double[] medians = values(point -> unit.of(point.median()));
    chart
        .addSeries("measured: median, and from least to most", values(Measured::x), medians)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(MEASURED)
        .setLineColor(MEASURED)
        .setLineStyle(THICK);
  }

  /** One upright stroke a point. */
  private void addRanges() {
    for (Measured point : measurement.points()) {
      double from = unit.of(point.least());
      double to = unit.of(point.most());
      addStroke("range", point.x(), from, point.x(), to, MEASURED, THIN).setShowInLegend(false);
    }
  }

  private void addGrid() {
    for (double x : across.ticks()) {
      addStroke("grid", x, upright.least(), x, upright.most(), GRID, THIN).setShowInLegend(false);
    }
    for (double y : upright.ticks()) {
      addStroke("grid", across.least(), y, across.most(), y, GRID, THIN).setShowInLegend(false);
    }
  }

  private void addLine() {
    List<Measured> points = measurement.points();
    double first = points.get(0).x();
    double last = points.get(points.size() - 1).x();
    double[] x =
        DoubleStream.concat(
                IntStream.range(0, LINE_POINTS)
                    .mapToDouble(n -> first * Math.pow(last / first, n / (LINE_POINTS - 1.0))),
                points.stream().mapToDouble(Measured::x))
            .sorted()
            .toArray();
    double[] y = DoubleStream.of(x).map(at -> unit.of(measurement.line().at(at))).toArray();
    chart
        .addSeries("line: " + measurement.line().words().replace(" us", " \u00b5s"), x, y)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(LINE)
        .setLineStyle(PanelStyle.broken(2f, 7, 5));
  }

  /** Upright lines where what grows reaches the size of a cache. */
  private void addMarks() {
    List<SizeMark> marks = SizeMark.of(measurement.points());
    BasicStroke dots = PanelStyle.broken(1.6f, 2, 4);
    for (int n = 0; n < marks.size(); n++) {
      double x = marks.get(n).x();
      addStroke(markWords(marks), x, upright.least(), x, upright.most(), MARK, dots)
          .setShowInLegend(n == 0);
    }
  }

  private static String markWords(List<SizeMark> marks) {
    return marks.stream()
        .map(mark -> Texts.bytes(mark.bytes()))
        .collect(Collectors.joining(" and ", marks.get(0).what() + " of ", ""));
  }

  private XYSeries addStroke(
      String name, double x, double y, double endX, double endY, Color color, BasicStroke stroke) {
    String unique =
        chart.getSeriesMap().containsKey(name) ? name + chart.getSeriesMap().size() : name;
    XYSeries series = chart.addSeries(unique, new double[] {x, endX}, new double[] {y, endY});
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
    return series;
  }

  private double[] values(ToDoubleFunction<Measured> value) {
    return measurement.points().stream().mapToDouble(value).toArray();
  }
}
