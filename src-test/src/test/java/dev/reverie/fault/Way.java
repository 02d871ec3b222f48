package dev.reverie.fault;

import java.util.concurrent.TimeUnit;

/**
 * What bytes take from one node to another. While it is cut they wait, as they do where a network
 * loses all packets and sends them again and again.
 */
final class Way {
  private static final int SMALL = 1_400;
  private static final int LARGE = 65_536;

  private boolean cut;
  private long bytesPerSecond;
  private long freeAt = System.nanoTime();

  synchronized void cut() {
    cut = true;
  }

  synchronized void mend() {
    cut = false;
    notifyAll();
  }

  /** From now on so many bytes a second, of all connections together. */
  synchronized void limit(long most) {
    bytesPerSecond = most;
    freeAt = System.nanoTime();
  }

  /** Bytes that go at once: connections take turns. */
  synchronized int turn() {
    return bytesPerSecond == 0 ? LARGE : SMALL;
  }

  /** Returns when so many bytes have arrived. */
  void pass(int bytes) throws InterruptedException {
    long arrive;
    synchronized (this) {
      while (cut) {
        wait();
      }
      if (bytesPerSecond == 0) {
        return;
      }
      freeAt =
          Math.max(freeAt, System.nanoTime())
              + bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
      arrive = freeAt;
    }
    TimeUnit.NANOSECONDS.sleep(arrive - System.nanoTime());
  }
}
