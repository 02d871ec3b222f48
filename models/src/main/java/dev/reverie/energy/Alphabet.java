package dev.reverie.energy;

import java.util.Arrays;

/** The values that a coordinate of a state takes: all real numbers, or finitely many. */
public final class Alphabet {
  /** All real numbers. */
  public static final Alphabet REALS = new Alphabet(new double[0]);

  private final double[] letters;

  private Alphabet(double[] letters) {
    this.letters = letters;
  }

  /** 0 and 1. */
  public static Alphabet bits() {
    return of(0, 1);
  }

  /** -1 and 1. */
  public static Alphabet spins() {
    return of(-1, 1);
  }

  /** At least two different finite numbers. */
  public static Alphabet of(double... letters) {
    long different = Arrays.stream(letters).map(letter -> letter + 0.0).distinct().count();
    if (letters.length < 2 || different < letters.length) {
      throw new IllegalArgumentException(
          "letters=" + Arrays.toString(letters) + ", must be at least two different numbers");
    }
    if (!Arrays.stream(letters).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "letters=" + Arrays.toString(letters) + ", must be finite");
    }
    return new Alphabet(letters.clone());
  }

  /** Whether these are all real numbers. */
  public boolean isReal() {
    return letters.length == 0;
  }

  /** How many letters there are; 0 for the real numbers. */
  public int size() {
    return letters.length;
  }

  public double letter(int index) {
    return letters[index];
  }

  /** Whether a finite number is one of the values. */
  public boolean contains(double value) {
    return isReal() || indexOf(value) >= 0;
  }

  /** The place of a letter, or -1. */
  public int indexOf(double value) {
    for (int index = 0; index < letters.length; index++) {
      if (letters[index] == value) {
        return index;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return isReal() ? "a finite number" : "one of " + Arrays.toString(letters);
  }
}
