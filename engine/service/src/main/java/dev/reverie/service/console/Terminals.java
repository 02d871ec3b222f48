package dev.reverie.service.console;

import java.lang.reflect.InvocationTargetException;

/** Tells whether a person looks at the output. */
final class Terminals {
  private Terminals() {}

  static boolean present() {
    java.io.Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /** From Java 22 on there may be a console without a terminal, and a method that tells. */
  private static boolean isTerminal(java.io.Console console) {
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Console.isTerminal is public", e);
    }
  }
}
