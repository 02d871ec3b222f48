package dev.reverie.data;

/**
 * Which rows form which mini-batch, as a pure function of (rows, batch, seed). Batches count from 0
 * over all passes; each pass presents every row once, in an order of its own, and its last batch
 * may be short.
 */
public final class BatchSchedule {
  private final int rows;
  private final int batch;
  private final RowOrder order;

  public BatchSchedule(int rows, int batch, long seed) {
    if (rows <= 0 || batch <= 0) {
      throw new IllegalArgumentException(
          "rows=" + rows + ", batch=" + batch + ", must be positive");
    }
    this.rows = rows;
    this.batch = Math.min(batch, rows);
    this.order = new RowOrder(rows, seed);
  }

  public int batchesPerPass() {
    return (rows - 1) / batch + 1;
  }

  /** The pass that batch n belongs to. */
  public long pass(long n) {
    return n / batchesPerPass();
  }

  /** Rows in batch n. */
  public int size(long n) {
    return Math.min(batch, rows - first(n));
  }

  /** The row at a position of batch n. */
  public int row(long n, int position) {
    checkPosition(n, position);
    return order.row(order.keys(pass(n)), first(n) + position);
  }

  /**
   * Writes the rows at positions {@code from} to {@code from + count - 1} of batch n to {@code
   * into[0 .. count)}; quicker than one by one.
   */
  public void fill(long n, int from, int count, int[] into) {
    if (count == 0) {
      return;
    }
    checkPosition(n, from);
    checkPosition(n, from + count - 1);
    int[] keys = order.keys(pass(n));
    int first = first(n) + from;
    for (int position = 0; position < count; position++) {
      into[position] = order.row(keys, first + position);
    }
  }

  private int first(long n) {
    return (int) (n % batchesPerPass()) * batch;
  }

  private void checkPosition(long n, int position) {
    if (n < 0 || position < 0 || position >= size(n)) {
      throw new IllegalArgumentException(
          "n=" + n + ", position=" + position + ", must be a batch and less than its size");
    }
  }
}
