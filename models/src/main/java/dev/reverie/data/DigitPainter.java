package dev.reverie.data;

import java.util.Arrays;
import java.util.List;

/**
 * Draws a digit as a hand might: the points of a glyph are displaced, the whole is bent, slanted,
 * turned, stretched and centred, and a round pen of some thickness is led along the strokes. Only
 * operations that give equal bits on every machine.
 */
final class DigitPainter {
  /** Pixels of a picture's side. */
  static final int SIDE = 28;

  private static final int STEPS_PER_SPAN = 6;
  private static final double MIDDLE_X = 32;
  private static final double MIDDLE_Y = 50;
  private static final double PIXELS_PER_UNIT = 0.19;
  private static final double LARGEST_EXTENT = 21;

  private final Draws draws;
  private final double[] nearest = new double[SIDE * SIDE];

  private DigitPainter(Draws draws) {
    this.draws = draws;
  }

  /** A picture, row by row; the digit is light on dark. */
  static byte[] paint(int digit, Draws draws) {
    List<Glyph> ways = Glyph.of(digit);
    return new DigitPainter(draws).paint(ways.get(draws.below(ways.size())));
  }

  private byte[] paint(Glyph glyph) {
    double[][] points = displaced(glyph.points());
    double[][][] curves = new double[glyph.strokes().length][][];
    for (int i = 0; i < curves.length; i++) {
      curves[i] = curve(points, glyph.strokes()[i]);
    }
    deform(curves);
    centre(curves);
    Arrays.fill(nearest, SIDE);
    double thickness = draws.uniform(0.75, 1.5);
    for (double[][] curve : curves) {
      stroke(curve, thickness);
    }
    return inked();
  }

  private double[][] displaced(double[][] points) {
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      moved[i] = new double[] {points[i][0] + draws.normal(2.6), points[i][1] + draws.normal(2.6)};
    }
    return moved;
  }

  /** Points on the Catmull-Rom spline through the stroke's points. */
  private static double[][] curve(double[][] points, int[] stroke) {
    int spans = stroke.length - 1;
    double[][] curve = new double[spans * STEPS_PER_SPAN + 1][2];
    boolean closed = stroke[0] == stroke[spans] && spans > 2;
    for (int span = 0; span < spans; span++) {
      double[] before = points[stroke[span > 0 ? span - 1 : closed ? spans - 1 : 0]];
      double[] from = points[stroke[span]];
      double[] to = points[stroke[span + 1]];
      double[] after = points[stroke[span + 1 < spans ? span + 2 : closed ? 1 : spans]];
      for (int i = 0; i <= STEPS_PER_SPAN; i++) {
        double t = i / (double) STEPS_PER_SPAN;
        for (int axis = 0; axis < 2; axis++) {
          curve[span * STEPS_PER_SPAN + i][axis] =
              spline(before[axis], from[axis], to[axis], after[axis], t);
        }
      }
    }
    return curve;
  }

  private static double spline(double before, double from, double to, double after, double t) {
    double linear = to - before;
    double square = 2 * before - 5 * from + 4 * to - after;
    double cube = 3 * from - before - 3 * to + after;
    return from + 0.5 * t * (linear + t * (square + t * cube));
  }

  private void deform(double[][][] curves) {
    double bendX = draws.normal(4);
    double bendY = draws.normal(3);
    double taper = draws.normal(0.08);
    double slant = draws.normal(0.18) + 0.06;
    double angle = draws.normal(0.11);
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    double height = PIXELS_PER_UNIT * draws.uniform(0.88, 1.08);
    double width = PIXELS_PER_UNIT * draws.uniform(0.78, 1.25);
    for (double[][] curve : curves) {
      for (double[] point : curve) {
        double u = (point[0] - MIDDLE_X) / MIDDLE_X;
        double v = (point[1] - MIDDLE_Y) / MIDDLE_Y;
        double x = (MIDDLE_X * u * (1 + taper * v) + bendX * v * v - slant * MIDDLE_Y * v) * width;
        double y = (MIDDLE_Y * v + bendY * u * u) * height;
        point[0] = cosine * x - sine * y;
        point[1] = sine * x + cosine * y;
      }
    }
  }

  /** Moves the box around the curves to the middle, or nearly, and shrinks what is too large. */
  private void centre(double[][][] curves) {
    double[] x = range(curves, 0);
    double[] y = range(curves, 1);
    double extent = Math.max(x[1] - x[0], y[1] - y[0]);
    double scale = Math.min(1, LARGEST_EXTENT / extent);
    double shiftX = SIDE / 2.0 + draws.normal(0.6);
    double shiftY = SIDE / 2.0 + draws.normal(0.6);
    for (double[][] curve : curves) {
      for (double[] point : curve) {
        point[0] = (point[0] - (x[0] + x[1]) / 2) * scale + shiftX;
        point[1] = (point[1] - (y[0] + y[1]) / 2) * scale + shiftY;
      }
    }
  }

  private static double[] range(double[][][] curves, int axis) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[][] curve : curves) {
      for (double[] point : curve) {
        least = Math.min(least, point[axis]);
        most = Math.max(most, point[axis]);
      }
    }
    return new double[] {least, most};
  }

  /** Leads the pen along a curve; its pressure changes a little from the beginning to the end. */
  private void stroke(double[][] curve, double thickness) {
    double begin = thickness * draws.uniform(0.85, 1.15);
    double end = thickness * draws.uniform(0.85, 1.15);
    for (int i = 1; i < curve.length; i++) {
      double radius = begin + (end - begin) * i / curve.length;
      segment(curve[i - 1], curve[i], radius);
    }
  }

  /** Notes for each pixel nearby how far it lies from the pen's edge, negative inside. */
  private void segment(double[] from, double[] to, double radius) {
    double reach = radius + 1;
    int left = pixel(Math.min(from[0], to[0]) - reach);
    int right = pixel(Math.max(from[0], to[0]) + reach);
    int top = pixel(Math.min(from[1], to[1]) - reach);
    int bottom = pixel(Math.max(from[1], to[1]) + reach);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double distance = distance(column + 0.5, row + 0.5, from, to) - radius;
        nearest[row * SIDE + column] = Math.min(nearest[row * SIDE + column], distance);
      }
    }
  }

  private static int pixel(double coordinate) {
    return Math.max(0, Math.min(SIDE - 1, (int) Math.floor(coordinate)));
  }

  private static double distance(double x, double y, double[] from, double[] to) {
    double alongX = to[0] - from[0];
    double alongY = to[1] - from[1];
    double square = alongX * alongX + alongY * alongY;
    double share = square == 0 ? 0 : ((x - from[0]) * alongX + (y - from[1]) * alongY) / square;
    double inside = Math.max(0, Math.min(1, share));
    double offX = x - from[0] - inside * alongX;
    double offY = y - from[1] - inside * alongY;
    return Math.sqrt(offX * offX + offY * offY);
  }

  /** Full ink half a pixel or more inside the edge, none half a pixel outside. */
  private byte[] inked() {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      double ink = Math.max(0, Math.min(1, 0.5 - nearest[i]));
      pixels[i] = (byte) Math.round(255 * ink);
    }
    return pixels;
  }
}
