package dev.reverie.coupling;

import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import dev.reverie.input.Quoted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A text file in UTF-8 as lines of fields with blanks between them. Empty lines and comments are
 * passed over: lines that begin with one of some characters, and whatever follows a {@code #}. What
 * is refused is refused with file and line.
 */
final class NumberLines implements AutoCloseable {
  /** Characters of a line, so that a file without line ends does not fill the memory. */
  private static final int LONGEST = 4096;

  private final String source;
  private final Reader text;
  private final String comments;
  private int line;
  private String[] fields = {};

  /**
   * @param comments characters that make a line a comment when it begins with one
   */
  NumberLines(Path path, String comments) {
    this.source = path.toString();
    this.comments = comments;
    this.text =
        new BufferedReader(
            new InputStreamReader(InputFile.open(path), StandardCharsets.UTF_8.newDecoder()));
  }

  String source() {
    return source;
  }

  /** The number of the line, from 1. */
  int line() {
    return line;
  }

  /** Goes on to the next line that holds anything; false at the end of the file. */
  boolean next() {
    StringBuilder characters = new StringBuilder();
    while (readLine(characters)) {
      line++;
      int comment = characters.indexOf("#");
      characters.setLength(comment < 0 ? characters.length() : comment);
      String content = characters.toString().strip();
      boolean isComment = characters.length() > 0 && comments.indexOf(characters.charAt(0)) >= 0;
      if (!content.isEmpty() && !isComment) {
        fields = content.split("\\s+");
        return true;
      }
    }
    return false;
  }

  private boolean readLine(StringBuilder into) {
    into.setLength(0);
    try {
      int next = text.read();
      if (next < 0) {
        return false;
      }
      while (next >= 0 && next != '\n') {
        if (into.length() == LONGEST) {
          line++;
          throw refused("is longer than " + LONGEST + " characters, must be a few numbers");
        }
        into.append((char) next);
        next = text.read();
      }
      return true;
    } catch (CharacterCodingException e) {
      throw new InputException(source + " is not text in UTF-8, must be lines of numbers", e);
    } catch (IOException e) {
      throw InputFile.unreadable(Path.of(source), e);
    }
  }

  int fields() {
    return fields.length;
  }

  String field(int place) {
    return fields[place];
  }

  /** The line's fields as they may stand in a message. */
  String quoted() {
    return Quoted.of(String.join(" ", fields));
  }

  /** A whole number. */
  int whole(int place, String name, int least, int most) {
    try {
      long value = Long.parseLong(fields[place]);
      if (value >= least && value <= most) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      throw notWhole(place, name, least, most);
    }
    throw notWhole(place, name, least, most);
  }

  private InputException notWhole(int place, String name, int least, int most) {
    return refused(
        name
            + "="
            + Quoted.of(fields[place])
            + ", must be a whole number from "
            + least
            + " to "
            + most);
  }

  /** A finite number that a coupling may be. */
  double number(int place, String name) {
    double value;
    try {
      value = Double.parseDouble(fields[place]);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(Math.abs(value) <= Couplings.LIMIT)) {
      throw refused(
          name
              + "="
              + Quoted.of(fields[place])
              + ", must be a finite number within +-"
              + Couplings.LIMIT);
    }
    return value;
  }

  /** The exception to throw for the line. */
  InputException refused(String why) {
    return new InputException(source + ":" + line + ": " + why);
  }

  /** The exception to throw for the file as a whole. */
  InputException refusedWhole(String why) {
    return new InputException(source + " " + why);
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw InputFile.unreadable(Path.of(source), e);
    }
  }
}
