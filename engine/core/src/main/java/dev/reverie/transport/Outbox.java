package dev.reverie.transport;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Frames that wait to be written: of each type and key the newest, in the order in which the keys
 * came. Any thread may put, one takes.
 */
final class Outbox {
  private record Key(byte type, long key) {}

  private final int maxKeys;
  private final Map<Key, Frame> waiting = new LinkedHashMap<>();
  private Runnable wake = () -> {};
  private boolean hungry;
  private boolean closed;

  Outbox(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  /**
   * @param wake called, on any thread, when there is something after {@link #poll} had found
   *     nothing, and when it is closed
   */
  synchronized void attach(Runnable wake) {
    this.wake = wake;
  }

  /** Never waits. Does nothing once it is closed. */
  void put(Frame frame) {
    if (add(frame)) {
      wake.run();
    }
  }

  private synchronized boolean add(Frame frame) {
    if (closed) {
      return false;
    }
    Key key = new Key(frame.type(), frame.key());
    if (waiting.size() >= maxKeys && !waiting.containsKey(key)) {
      throw new IllegalStateException(
          "frames waiting=" + waiting.size() + ", must be under max-keys=" + maxKeys);
    }
    waiting.put(key, frame);
    boolean wasHungry = hungry;
    hungry = false;
    return wasHungry;
  }

  /** The frame whose key has waited longest; null for none. */
  synchronized Frame poll() {
    Iterator<Frame> frames = waiting.values().iterator();
    hungry = !frames.hasNext();
    if (hungry) {
      return null;
    }
    Frame frame = frames.next();
    frames.remove();
    return frame;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Drops what waits. */
  void close() {
    Runnable attached;
    synchronized (this) {
      closed = true;
      waiting.clear();
      attached = wake;
    }
    attached.run();
  }
}
