package dev.reverie.service.command;

import dev.reverie.input.InputException;

/** Checks of options. */
final class Range {
  private Range() {}

  static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InputException(
          name + "=" + value + ", must be a whole number from " + least + " to " + most);
    }
  }
}
