package dev.reverie.transport;

import java.util.LinkedHashMap;
import java.util.Map;

/** Frames that wait to be sent, the newest one of each type and key, in order. Thread-safe. */
final class Outbox {
  private final int most;
  private final Map<Slot, Frame> waiting = new LinkedHashMap<>();
  private Runnable wakeUp = () -> {};
  private boolean closed;

  private record Slot(byte type, long key) {}

  Outbox(int most) {
    this.most = most;
  }

  void add(Frame frame) {
    Runnable wake;
    synchronized (this) {
      Slot slot = new Slot(frame.type(), frame.key());
      if (closed) {
        return;
      }
      if (waiting.size() >= most && !waiting.containsKey(slot)) {
        throw new IllegalStateException(
            "frames waiting=" + waiting.size() + " of different keys, must be at most " + most);
      }
      waiting.put(slot, frame);
      wake = wakeUp;
    }
    wake.run();
  }

  /** The frame that has waited longest; null when there is none. */
  synchronized Frame poll() {
    if (waiting.isEmpty()) {
      return null;
    }
    Slot first = waiting.keySet().iterator().next();
    return waiting.remove(first);
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** What is to be done when there is something to take, or nothing will ever be again. */
  synchronized void onChange(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  void close() {
    Runnable wake;
    synchronized (this) {
      closed = true;
      waiting.clear();
      wake = wakeUp;
    }
    wake.run();
  }
}
