package dev.reverie.service.fleet;

/** A node of the fleet, whether its process runs or not. One thread at a time. */
final class Member {
  /** What becomes of a node. */
  enum State {
    RUNNING,
    /** Its process has died, and the next one begins soon. */
    WAITING,
    /** It has ended by itself, or is given up. */
    ENDED
  }

  private final String name;
  private final String address;
  private final Backoff backoff = new Backoff();
  private State state = State.ENDED;
  private NodeProcess process;
  private long since;
  private long due;

  /**
   * @param address HOST:PORT
   */
  Member(String name, String address) {
    this.name = name;
    this.address = address;
  }

  String name() {
    return name;
  }

  String address() {
    return address;
  }

  State state() {
    return state;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  boolean isDue(long now) {
    return state == State.WAITING && now - due >= 0;
  }

  /** Its process. */
  NodeProcess process() {
    return process;
  }

  void runs(NodeProcess started, long now) {
    process = started;
    since = now;
    state = State.RUNNING;
  }

  /**
   * Its process has died.
   *
   * @return nanoseconds until the next one is due; -1 when there is none
   */
  long died(long now) {
    long wait = backoff.died(now - since);
    state = wait < 0 ? State.ENDED : State.WAITING;
    due = now + wait;
    return wait;
  }

  void ended() {
    state = State.ENDED;
  }
}
