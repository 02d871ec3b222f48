package dev.reverie.benchmark.peers.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that all threads have allocated, summed by thread, which works on Java 17 too. What a
 * thread allocated before it ended counts as far as it was seen.
 */
final class Allocation {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> seen = new HashMap<>();

  double bytes() {
    long[] alive = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(alive);
    for (int n = 0; n < alive.length; n++) {
      if (bytes[n] >= 0) {
        seen.put(alive[n], bytes[n]);
      }
    }
    return seen.values().stream().mapToLong(Long::longValue).sum();
  }
}
