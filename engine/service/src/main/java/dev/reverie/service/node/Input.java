package dev.reverie.service.node;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process's standard input, by which whoever started it tells it to stop. */
final class Input {
  private static final Logger LOG = LoggerFactory.getLogger(Input.class);

  private Input() {}

  /** Does something once when the input ends, as it does when its other side dies. */
  static void onEnd(Runnable then) {
    Thread thread = new Thread(() -> readAll(then), "input");
    thread.setDaemon(true);
    thread.start();
  }

  private static void readAll(Runnable then) {
    byte[] unread = new byte[64];
    InputStream in = System.in;
    try {
      while (in.read(unread) >= 0) {
        // What is said does not matter.
      }
    } catch (IOException e) {
      LOG.warn("the input cannot be read", e);
    }
    then.run();
  }
}
