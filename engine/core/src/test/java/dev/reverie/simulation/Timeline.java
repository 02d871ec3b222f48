package dev.reverie.simulation;

import java.util.PriorityQueue;

/**
 * Virtual time in microseconds, and what happens when. Events of the same moment happen in the
 * order they were planned.
 */
public final class Timeline {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long planned;

  private record Event(long time, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
    }
  }

  public void after(long delay, Runnable action) {
    events.add(new Event(now + delay, planned++, action));
  }

  public long now() {
    return now;
  }

  /** Lets the next event happen; there must be one. */
  public void step() {
    Event next = events.remove();
    now = next.time();
    next.action().run();
  }
}
