package dev.reverie.benchmark.scale.cost;

import com.sun.management.OperatingSystemMXBean;
import dev.reverie.benchmark.growth.Median;
import java.lang.management.ManagementFactory;

/** Seconds of things, some of them of all threads together. */
final class Stopwatch {
  private static final double WARM_UP = 0.5;
  private static final double VISIT = 0.1;
  private static final int VISITS = 7;

  private Stopwatch() {}

  /** Of one call; the median of several visits of many calls. */
  static double secondsOf(Runnable work) {
    visit(work, WARM_UP);
    double[] seconds = new double[VISITS];
    for (int n = 0; n < VISITS; n++) {
      seconds[n] = visit(work, VISIT);
    }
    return Median.of(seconds);
  }

  private static double visit(Runnable work, double least) {
    long start = System.nanoTime();
    long calls = 0;
    do {
      work.run();
      calls++;
    } while ((System.nanoTime() - start) * 1e-9 < least);
    return (System.nanoTime() - start) * 1e-9 / calls;
  }

  /** What all threads of this JVM have computed for. */
  static double cpuSeconds() {
    return 1e-9
        * ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
  }
}
