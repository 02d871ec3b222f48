package dev.reverie.data;

import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import dev.reverie.input.Quoted;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file of labels, gzipped or not: IDX of one dimension of unsigned bytes, as MNIST has it,
 * or text of one whole number a line.
 */
public final class LabelReader {
  private static final int BUFFER = 1 << 16;
  private static final int IDX_LABELS = 0x0801;

  private LabelReader() {}

  /**
   * Reads a whole file.
   *
   * @throws InputException when the file cannot be read or holds anything else
   */
  public static Labels read(Path path) {
    String source = path.toString();
    try (InputStream file = new BufferedInputStream(InputFile.open(path), BUFFER)) {
      try (InputStream content = new BufferedInputStream(unzipped(file), BUFFER)) {
        return Labels.of(source, values(content, source));
      }
    } catch (EOFException e) {
      throw new InputException(source + " is truncated", e);
    } catch (ZipException e) {
      throw new InputException(source + " is damaged: its gzip stream is not sound", e);
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
  }

  private static InputStream unzipped(InputStream file) throws IOException {
    file.mark(2);
    boolean gzip = file.read() == 0x1F && file.read() == 0x8B;
    file.reset();
    return gzip ? new GZIPInputStream(file, BUFFER) : file;
  }

  private static int[] values(InputStream content, String source) throws IOException {
    content.mark(2);
    boolean idx = content.read() == 0 && content.read() == 0;
    content.reset();
    return idx ? bytes(new DataInputStream(content), source) : numbers(content, source);
  }

  private static int[] bytes(DataInputStream in, String source) throws IOException {
    int magic = in.readInt();
    if (magic != IDX_LABELS) {
      throw new InputException(
          String.format(
              "%s is IDX with the magic 0x%08X, must be 0x%08X (labels)",
              source, magic, IDX_LABELS));
    }
    int count = in.readInt();
    if (count < 1) {
      throw new InputException(source + " holds " + count + " labels, must hold at least one");
    }
    byte[] labels = in.readNBytes(count);
    if (labels.length < count || in.read() >= 0) {
      throw new InputException(source + " must hold the " + count + " labels that it promises");
    }
    int[] values = new int[count];
    for (int row = 0; row < count; row++) {
      values[row] = labels[row] & 0xFF;
    }
    return values;
  }

  private static int[] numbers(InputStream content, String source) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    List<Integer> values = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        values.add(Integer.parseInt(line.strip()));
      } catch (NumberFormatException e) {
        throw new InputException(
            source
                + " has "
                + Quoted.of(line)
                + " in line "
                + number
                + ", must be a label: a whole number",
            e);
      }
    }
    if (values.isEmpty()) {
      throw new InputException(source + " is empty, must hold a label a line");
    }
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
