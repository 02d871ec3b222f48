package dev.reverie.benchmark.scale.model;

import java.util.PriorityQueue;

/** Virtual time in seconds: events happen in its order, those of the same time as they came. */
final class Clockwork {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private double now;
  private long planned;

  private record Event(double time, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return time != other.time
          ? Double.compare(time, other.time)
          : Long.compare(order, other.order);
    }
  }

  double now() {
    return now;
  }

  void after(double delay, Runnable action) {
    at(now + delay, action);
  }

  void at(double time, Runnable action) {
    events.add(new Event(Math.max(now, time), planned++, action));
  }

  /** Lets the next event happen; there must be one. */
  void step() {
    Event next = events.remove();
    now = next.time();
    next.action().run();
  }
}
