package dev.reverie.likelihood;

import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;

/**
 * Counts work that several threads do, tells of every thousandth of it, and is where a worker
 * notices an interrupt.
 */
public final class Progress {
  private static final int TOLD = 1000;

  private final double total;
  private final DoubleConsumer listener;
  private double done;
  private int told;

  /** Of so much work, told to a listener in shares. */
  public Progress(double total, DoubleConsumer listener) {
    this.total = total;
    this.listener = listener;
  }

  /**
   * So much more is done.
   *
   * @throws CancellationException when the thread is interrupted
   */
  public synchronized void add(int work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    done += work;
    int share = (int) (TOLD * done / total);
    if (share > told) {
      told = share;
      listener.accept((double) share / TOLD);
    }
  }
}
