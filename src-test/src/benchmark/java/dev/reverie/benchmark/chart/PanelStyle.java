package dev.reverie.benchmark.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** How every panel looks. */
public final class PanelStyle {
  private static final Color INVISIBLE = new Color(0, 0, 0, 0);
  private static final int LABEL_WIDTH = 80;

  private PanelStyle() {}

  /** Labels and grid lines of the chart itself are not to be seen: the panel brings its own. */
  public static void apply(XYStyler styler, LogAxis across, LogAxis upright) {
    styler.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    styler.setXAxisMin(across.least()).setXAxisMax(across.most());
    styler.setYAxisMin(upright.least()).setYAxisMax(upright.most());
    styler.setXAxisTickLabelsColor(INVISIBLE).setYAxisTickLabelsColor(INVISIBLE);
    styler.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false);
    styler.setPlotGridLinesVisible(false).setPlotMargin(0).setPlotContentSize(1);
    styler.setYAxisLeftWidthHint(LABEL_WIDTH);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 13)).setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setChartTitleFont(font(Font.BOLD, 17)).setLegendFont(font(Font.PLAIN, 13));
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Vertical).setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(8).setChartBackgroundColor(Color.WHITE).setChartTitleBoxVisible(false);
  }

  public static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** A dashed or dotted stroke. */
  public static BasicStroke broken(float width, float on, float off) {
    float[] pattern = {on, off};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, pattern, 0f);
  }
}
