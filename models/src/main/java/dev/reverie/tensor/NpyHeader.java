package dev.reverie.tensor;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an NPY file, versions 1 to 3: what the elements are, and how many.
 *
 * <pre>
 *  0x93 "NUMPY" | major | minor | n: 2 bytes (version 1) or 4, little-endian | n bytes of text | elements
 *  text: {'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), } padded by spaces, ended by a line feed
 * </pre>
 *
 * @param type NumPy's name of the element type, such as {@code <f4}
 * @param shape the extents, none negative
 */
public record NpyHeader(String type, List<Long> shape) {
  /** The first bytes of every NPY file. */
  public static final List<Integer> MAGIC = List.of(0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59);

  private static final int ALIGNMENT = 64;
  private static final int LENGTH_LIMIT = 1 << 20;
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*(?:'(\\w{1,20})'|\"(\\w{1,20})\")\\s*:"
              + "\\s*(True|False|'[^']{0,40}'|\"[^\"]{0,40}\"|\\([0-9, ]{0,400}\\))\\s*(?:,\\s*|$)");

  public NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the header and leaves the stream at the first element.
   *
   * @throws InputException when this is no NPY file that keeps its elements row by row
   */
  public static NpyHeader read(InputStream in, String source) throws IOException {
    for (int expected : MAGIC) {
      if (in.read() != expected) {
        throw refused(source, "its first bytes are not 0x93 NUMPY");
      }
    }
    int major = in.read();
    int minor = in.read();
    if (major < 1 || major > 3 || minor != 0) {
      throw refused(source, "its version is " + major + "." + minor + ", must be 1.0, 2.0 or 3.0");
    }
    long length = length(in, major == 1 ? 2 : 4);
    byte[] text = length < 0 || length > LENGTH_LIMIT ? null : in.readNBytes((int) length);
    if (text == null || text.length != length) {
      throw refused(source, "it ends within its header");
    }
    return parse(new String(text, StandardCharsets.UTF_8).strip(), source);
  }

  /** Number of elements, or -1 when it is beyond a long. */
  public long elements() {
    return Tensor.elements(shape.stream().mapToLong(Long::longValue).toArray());
  }

  private static long length(InputStream in, int bytes) throws IOException {
    long length = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0) {
        return -1;
      }
      length |= (long) next << 8 * i;
    }
    return length;
  }

  private static NpyHeader parse(String text, String source) {
    String type = null;
    Boolean columnsFirst = null;
    List<Long> shape = null;
    boolean braces = text.startsWith("{") && text.endsWith("}");
    String fields = braces ? text.substring(1, text.length() - 1).strip() : text;
    Matcher field = FIELD.matcher(fields);
    while (field.lookingAt()) {
      String name = field.group(1) != null ? field.group(1) : field.group(2);
      String value = field.group(3);
      switch (name) {
        case "descr" -> type = value.substring(1, value.length() - 1);
        case "fortran_order" -> columnsFirst = value.equals("True");
        case "shape" -> shape = shape(value.substring(1, value.length() - 1), source);
        default -> throw refused(source, "its header has the field " + Quoted.of(name));
      }
      field.region(field.end(), field.regionEnd());
    }
    if (!braces
        || field.regionStart() < fields.length()
        || type == null
        || columnsFirst == null
        || shape == null) {
      throw refused(source, "its header is " + Quoted.of(text));
    }
    if (columnsFirst) {
      throw refused(source, "its elements are column by column, must be row by row (C order)");
    }
    return new NpyHeader(type, shape);
  }

  private static List<Long> shape(String extents, String source) {
    try {
      return Arrays.stream(extents.split(","))
          .map(String::strip)
          .filter(extent -> !extent.isEmpty())
          .map(Long::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw refused(source, "its shape is " + Quoted.of(extents));
    }
  }

  private static InputException refused(String source, String why) {
    return new InputException(source + " is not an NPY file that can be read: " + why);
  }

  /**
   * The header of a matrix, in version 1, its length such that the elements begin at a multiple of
   * 64 bytes.
   */
  static byte[] encode(String type, long rows, long columns) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }",
            type,
            rows,
            columns);
    int prefix = MAGIC.size() + 4;
    int total = (prefix + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(bytes.array(), (byte) ' ');
    MAGIC.forEach(magic -> bytes.put(magic.byteValue()));
    bytes.put((byte) 1).put((byte) 0).putShort((short) (total - prefix));
    bytes.put(text.getBytes(StandardCharsets.US_ASCII)).put(total - 1, (byte) '\n');
    return bytes.array();
  }
}
