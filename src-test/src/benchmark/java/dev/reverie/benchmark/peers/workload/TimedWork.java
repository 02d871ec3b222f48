package dev.reverie.benchmark.peers.workload;

import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * An objective that adds up the time of what any core could have done: sweeps of tiles, statistics
 * of cases, and parts of an update that is divided into several.
 */
final class TimedWork {
  private static final List<Class<?>> WATCHED =
      List.of(
          BatchPhase.class,
          PersistentPhase.class,
          Tile.class,
          UpdateRule.class,
          DividedUpdate.class);

  private final LongAdder nanos = new LongAdder();

  Objective watch(Objective objective) {
    return (Objective) watched(objective, Objective.class);
  }

  /** Since this was made. */
  double seconds() {
    return nanos.sum() * 1e-9;
  }

  private Object watched(Object target, Class<?> type) {
    return Proxy.newProxyInstance(
        TimedWork.class.getClassLoader(), new Class<?>[] {type}, new Watch(target));
  }

  private Object watchedIfWork(Object value) {
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Phase) {
      return list.stream().map(this::watchedIfWork).toList();
    }
    for (Class<?> type : WATCHED) {
      if (type.isInstance(value)) {
        return watched(value, type);
      }
    }
    return value;
  }

  private static Object bare(Object value) {
    return value != null
            && Proxy.isProxyClass(value.getClass())
            && Proxy.getInvocationHandler(value) instanceof Watch watch
        ? watch.target
        : value;
  }

  /** Passes every call on, to all methods that there are or will be, as quickly as it can. */
  private final class Watch implements InvocationHandler {
    private final Object target;

    Watch(Object target) {
      this.target = target;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Object[] bare = arguments == null ? null : arguments.clone();
      for (int k = 0; bare != null && k < bare.length; k++) {
        bare[k] = bare(bare[k]);
      }
      if (!isForAnyCore(method)) {
        Object value = StartedAt.call(target, method, bare);
        return method.getReturnType().isPrimitive() ? value : watchedIfWork(value);
      }
      long start = System.nanoTime();
      try {
        return StartedAt.call(target, method, bare);
      } finally {
        nanos.add(System.nanoTime() - start);
      }
    }

    private boolean isForAnyCore(Method method) {
      return switch (method.getName()) {
        case "step" -> target instanceof Tile;
        case "contribute" -> target instanceof BatchPhase;
        case "make" -> target instanceof DividedUpdate update && update.parts() > 1;
        default -> false;
      };
    }
  }
}
