package dev.reverie.simulation;

import dev.reverie.chain.CarriedWork;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Carries a worker as its actor would: a quantum at a time, with reminders, and started again after
 * a failure.
 */
public final class SimulatedWorker {
  private static final int QUANTUM = 100;
  private static final int REMIND_AFTER = 5_000;
  private static final int BACKOFF = 500;

  /** Makes the work of an incarnation, which speaks through what it is given. */
  @FunctionalInterface
  public interface WorkFactory {
    CarriedWork begin(int incarnation, Consumer<FromWorker> aggregator);
  }

  private final WorkFactory factory;
  private final Consumer<FromWorker> aggregator;
  private final Timeline timeline;
  private final Faults faults;
  private final Random random;
  private final int pace;
  private CarriedWork work;
  private int incarnations;
  private boolean running;
  private int leaks;
  private boolean ended;

  public SimulatedWorker(
      WorkFactory factory,
      Consumer<FromWorker> aggregator,
      Timeline timeline,
      Faults faults,
      Random random,
      int pace) {
    this.factory = factory;
    this.aggregator = aggregator;
    this.timeline = timeline;
    this.faults = faults;
    this.random = random;
    this.pace = pace;
  }

  public void start() {
    if (ended) {
      return;
    }
    int incarnation = incarnations++;
    work = factory.begin(incarnation, aggregator);
    running = false;
    remindLater(incarnation);
  }

  private void remindLater(int incarnation) {
    timeline.after(
        REMIND_AFTER + random.nextInt(REMIND_AFTER),
        () -> {
          if (isAlive(incarnation)) {
            work.remind();
            remindLater(incarnation);
            failSometimes();
          }
        });
  }

  private boolean isAlive(int incarnation) {
    return work != null && incarnation == incarnations - 1;
  }

  /** A message that reaches a worker which is not there is lost. */
  public void receive(ToWorker message) {
    if (work != null) {
      work.receive(message);
      goOn();
    }
  }

  private void goOn() {
    if (work.isBusy() && !running) {
      running = true;
      int incarnation = incarnations - 1;
      timeline.after((long) pace * (1 + random.nextInt(QUANTUM)), () -> run(incarnation));
    }
  }

  private void run(int incarnation) {
    if (!isAlive(incarnation)) {
      return;
    }
    running = false;
    try {
      work.run();
      goOn();
      failSometimes();
    } catch (InjectedFailure e) {
      fail();
    }
  }

  private void failSometimes() {
    if (random.nextDouble() < faults.failure()) {
      fail();
    }
  }

  private void fail() {
    if (random.nextDouble() < faults.leak()) {
      leaks++;
    } else {
      work.abandon();
    }
    work = null;
    timeline.after(1 + random.nextInt(BACKOFF), this::start);
  }

  /** It is stopped for good. */
  public void end() {
    ended = true;
    if (work != null) {
      work.abandon();
      work = null;
    }
  }

  public int failures() {
    return incarnations - 1;
  }

  /** Failures without the lease being given back. */
  public int leaks() {
    return leaks;
  }
}
