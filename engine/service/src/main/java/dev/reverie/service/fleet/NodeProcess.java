package dev.reverie.service.fleet;

import java.io.IOException;
import java.util.List;

/** A process of the fleet. */
interface NodeProcess {
  /** Ends its input, which tells it to stop the training. */
  void stop();

  /** Ends it at once. */
  void kill();

  /** Starts processes. */
  @FunctionalInterface
  interface Starter {
    /**
     * @param name of the node
     * @param address HOST:PORT of the node
     * @param seeds HOST:PORT of the nodes to join by
     * @param events what it says, and its end
     */
    NodeProcess start(String name, String address, List<String> seeds, Events events)
        throws IOException;
  }

  /** Told, from any thread, what happens to a process. */
  interface Events {
    /** A line of its output. */
    void said(String line);

    /** A line of its error stream. */
    void complained(String line);

    /** It has ended, and nothing more is heard of it. */
    void ended(int status);
  }
}
