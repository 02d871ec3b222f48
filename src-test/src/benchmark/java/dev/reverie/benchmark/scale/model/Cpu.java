package dev.reverie.benchmark.scale.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cores that work off tasks in the order in which they come. Urgent ones come first, and interrupt
 * others where all cores are busy, as a thread does that has slept.
 */
final class Cpu {
  static final Runnable NOTHING = () -> {};

  private final Clockwork clock;
  private final int cores;
  private final Deque<Task> urgent = new ArrayDeque<>();
  private final Deque<Task> usual = new ArrayDeque<>();
  private final List<Task> running = new ArrayList<>();
  private double busy;

  private static final class Task {
    private final boolean urgent;
    private final Runnable begin;
    private final Runnable then;
    private double left;
    private double since;
    private boolean stopped;

    Task(double seconds, boolean urgent, Runnable begin, Runnable then) {
      this.left = seconds;
      this.urgent = urgent;
      this.begin = begin;
      this.then = then;
    }
  }

  Cpu(Clockwork clock, int cores) {
    this.clock = clock;
    this.cores = cores;
  }

  int cores() {
    return cores;
  }

  /** Seconds that cores have been busy for, summed over them. */
  double busy() {
    return busy;
  }

  void urgent(double seconds, Runnable then) {
    urgent.add(new Task(seconds, true, NOTHING, then));
    start();
  }

  /**
   * @param begin happens when the task's first core begins with it
   */
  void usual(double seconds, Runnable begin, Runnable then) {
    usual.add(new Task(seconds, false, begin, then));
    start();
  }

  private void start() {
    while (running.size() < cores && !(urgent.isEmpty() && usual.isEmpty())) {
      run(urgent.isEmpty() ? usual.poll() : urgent.poll());
    }
    while (!urgent.isEmpty() && interrupt()) {
      run(urgent.poll());
    }
  }

  private boolean interrupt() {
    for (Task task : running) {
      if (!task.urgent) {
        running.remove(task);
        double done = clock.now() - task.since;
        busy += done;
        task.stopped = true;
        usual.addFirst(new Task(task.left - done, false, NOTHING, task.then));
        return true;
      }
    }
    return false;
  }

  private void run(Task task) {
    task.since = clock.now();
    running.add(task);
    task.begin.run();
    clock.after(task.left, () -> end(task));
  }

  private void end(Task task) {
    if (task.stopped) {
      return;
    }
    running.remove(task);
    busy += task.left;
    task.then.run();
    start();
  }
}
