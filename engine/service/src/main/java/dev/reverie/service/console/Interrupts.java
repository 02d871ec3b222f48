package dev.reverie.service.console;

/** Who tells a running command to stop: Ctrl-C or a signal to the process, or a test. */
public interface Interrupts {
  /** Ends the interest that {@link #onInterrupt} registered. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Calls {@code stop} once when the command shall stop. The process lives until {@code stop}
   * returns, and no longer.
   */
  Registration onInterrupt(Runnable stop);

  /** Ctrl-C and SIGTERM, which both begin the JVM's shutdown. */
  static Interrupts ofProcess() {
    return stop -> {
      Thread hook = new Thread(stop, "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      return () -> {
        try {
          Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
          // The shutdown has begun: the hook runs, or has run.
        }
      };
    };
  }
}
