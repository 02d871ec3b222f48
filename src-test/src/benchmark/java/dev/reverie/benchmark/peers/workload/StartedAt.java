package dev.reverie.benchmark.peers.workload;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An objective whose training starts from parameters that are there already. */
final class StartedAt {
  private StartedAt() {}

  /** Phases and rule are those of the objective itself, so that nothing stands in their way. */
  static Objective of(Objective objective, Parameters start) {
    return (Objective)
        Proxy.newProxyInstance(
            StartedAt.class.getClassLoader(),
            new Class<?>[] {Objective.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("initialise")) {
                ((Parameters) arguments[0]).copyFrom(start);
                return null;
              }
              return call(objective, method, arguments);
            });
  }

  /** Calls a method and throws what it throws. */
  static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
