package dev.reverie.data;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * CSV text in UTF-8: numbers with commas between them, a row a line. The first line may name the
 * columns: it does when it holds a name in every field.
 */
final class CsvReader {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  /** What stands for a missing number elsewhere; a line with one of these is no line of names. */
  private static final Set<String> MISSING =
      Set.of("", "nan", "-nan", "+nan", "na", "n/a", "null", "none", "inf", "-inf", "+inf");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final CSVParser parser;
  private final ValueRange range;
  private SparseRowsBuilder rows;
  private int columns;

  private CsvReader(String source, CSVParser parser, ValueRange range) {
    this.source = source;
    this.parser = parser;
    this.range = range;
  }

  /**
   * Whether these first bytes can be text in UTF-8: no control characters but those that end a line
   * or a field.
   */
  static boolean begins(byte[] start) {
    for (byte next : start) {
      boolean control = next >= 0 && next < ' ' || next == 0x7F;
      if (control && next != '\n' && next != '\r' && next != '\t') {
        return false;
      }
    }
    return true;
  }

  static Dataset read(InputStream in, String source, String name, ValueRange range)
      throws IOException {
    try {
      return Dataset.ofUnknownShape(name, parse(in, source, range));
    } catch (CharacterCodingException e) {
      throw new InputException(source + " is not text in UTF-8, must be IDX, NPY or CSV", e);
    } catch (CSVException e) {
      throw new InputException(source + " is not sound CSV: " + e.getMessage(), e);
    }
  }

  private static SparseRows parse(InputStream in, String source, ValueRange range)
      throws IOException {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    try (CSVParser parser = CSVParser.parse(withoutMark(text), FORMAT)) {
      return new CsvReader(source, parser, range).readAll();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Reader withoutMark(Reader text) throws IOException {
    PushbackReader reader = new PushbackReader(text, 1);
    int first = reader.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      reader.unread(first);
    }
    return reader;
  }

  private SparseRows readAll() {
    Iterator<CSVRecord> records = parser.iterator();
    if (!records.hasNext()) {
      throw new InputException(source + " holds no line of numbers");
    }
    CSVRecord first = records.next();
    columns = first.size();
    if (columns >= Dataset.COLUMN_LIMIT) {
      throw new InputException(
          source + " has " + columns + " columns, must have less than " + Dataset.COLUMN_LIMIT);
    }
    rows = SparseRowsBuilder.ofFloats(columns);
    if (!isHeader(first)) {
      add(first);
    }
    while (records.hasNext()) {
      add(records.next());
    }
    if (rows.row() == 0) {
      throw new InputException(source + " holds no line of numbers");
    }
    return rows.build();
  }

  private void add(CSVRecord row) {
    if (row.size() != columns) {
      throw refused("has " + row.size() + " values, must have " + columns + " as the first line");
    }
    for (int column = 0; column < columns; column++) {
      rows.addFloat(intensity(row.get(column), column));
    }
  }

  private float intensity(String field, int column) {
    if (field.length() == 1 && (field.charAt(0) == '0' || field.charAt(0) == '1')) {
      return field.charAt(0) - '0';
    }
    double value = number(field);
    if (!range.has(value)) {
      throw refused(
          "column "
              + (column + 1)
              + " is "
              + Quoted.of(field)
              + ", must be a number "
              + range.words());
    }
    return (float) value;
  }

  private InputException refused(String why) {
    return new InputException(source + " line " + parser.getCurrentLineNumber() + " " + why);
  }

  private static boolean isHeader(CSVRecord record) {
    for (String field : record) {
      boolean missing = MISSING.contains(field.toLowerCase(Locale.ROOT));
      if (missing || !Double.isNaN(number(field))) {
        return false;
      }
    }
    return true;
  }

  /** NaN when the field is no number. */
  private static double number(String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
