package dev.reverie.input;

/**
 * Text from outside as it may stand in a message: on one line, quoted, not longer than a glance.
 */
public final class Quoted {
  private static final int LIMIT = 60;

  private Quoted() {}

  public static String of(String text) {
    StringBuilder line = new StringBuilder("'");
    text.codePoints().limit(LIMIT).forEach(point -> append(line, point));
    return line.append(text.codePointCount(0, text.length()) > LIMIT ? "...'" : "'").toString();
  }

  private static void append(StringBuilder line, int point) {
    int kind = Character.getType(point);
    boolean printable =
        kind != Character.CONTROL
            && kind != Character.FORMAT
            && kind != Character.SURROGATE
            && kind != Character.UNASSIGNED
            && kind != Character.LINE_SEPARATOR
            && kind != Character.PARAGRAPH_SEPARATOR;
    if (printable) {
      line.appendCodePoint(point);
    } else {
      line.append(String.format("\\u%04X", point));
    }
  }
}
