package dev.reverie.label;

import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ClassScores;
import dev.reverie.rbm.Rbm;
import java.util.stream.IntStream;

/** Predicts classes with p(c | v), which is exact. Uses the common thread pool. */
public final class Classifier {
  private static final int SHARE = 256;

  private final Rbm rbm;
  private final Parameters parameters;
  private final int classes;

  /**
   * @param rbm a machine with classes ({@link ClassScores#has})
   * @param parameters read, and not to be changed meanwhile
   */
  public Classifier(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.parameters = parameters;
    this.classes = new ClassScores(rbm).classes();
  }

  /** Pixels of a row, without classes. */
  public int pixels() {
    return rbm.visible() - classes;
  }

  public int classes() {
    return classes;
  }

  /**
   * p(c | v), one row of {@code classes} numbers for each row of data.
   *
   * @param rows with or without their classes, binarised once
   */
  public double[][] probabilities(BinaryRows rows) {
    if (rows.columns() != rbm.visible() && rows.columns() != pixels()) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be " + pixels() + " or " + rbm.visible());
    }
    double[][] all = new double[rows.rows()][classes];
    IntStream.range(0, (all.length - 1) / SHARE + 1)
        .parallel()
        .forEach(
            share -> fill(rows, share * SHARE, Math.min(all.length, (share + 1) * SHARE), all));
    return all;
  }

  private void fill(BinaryRows rows, int from, int to, double[][] all) {
    ClassScores scores = new ClassScores(rbm);
    long[] row = new long[Math.max(rows.words(), rbm.visibleWords())];
    for (int n = from; n < to; n++) {
      rows.fill(BinaryRows.ONCE, n, row, 0);
      scores.probabilities(parameters, row, 0, all[n]);
    }
  }

  /** The likeliest class of each row; the first one of several. */
  public int[] predict(BinaryRows rows) {
    return likeliest(probabilities(rows));
  }

  /** The likeliest class of each row of probabilities; the first one of several. */
  public static int[] likeliest(double[][] probabilities) {
    int[] predicted = new int[probabilities.length];
    for (int n = 0; n < predicted.length; n++) {
      for (int c = 1; c < probabilities[n].length; c++) {
        if (probabilities[n][c] > probabilities[n][predicted[n]]) {
          predicted[n] = c;
        }
      }
    }
    return predicted;
  }
}
