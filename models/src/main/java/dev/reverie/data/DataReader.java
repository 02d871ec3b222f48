package dev.reverie.data;

import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a data file in IDX, NPY or CSV format, gzipped or not. What a file is, its content tells,
 * not its name.
 */
public final class DataReader {
  private static final int BUFFER = 1 << 16;
  private static final int PEEK = 8;

  private DataReader() {}

  /**
   * Reads a whole file. Bytes n become n / 255; other values must lie in [0, 1].
   *
   * @throws InputException when the file cannot be read or holds anything else
   */
  public static Dataset read(Path path) {
    return read(path, ValueRange.INTENSITIES);
  }

  /**
   * Reads a whole file. Bytes n become n / 255; other values must lie in a range.
   *
   * @throws InputException when the file cannot be read or holds anything else
   */
  public static Dataset read(Path path, ValueRange range) {
    String source = path.toString();
    String name = String.valueOf(path.getFileName());
    try (InputStream file = new BufferedInputStream(InputFile.open(path), BUFFER)) {
      try (InputStream content = new BufferedInputStream(unzipped(file), BUFFER)) {
        return read(content, source, name, range);
      }
    } catch (EOFException e) {
      throw new InputException(source + " is truncated: its gzip stream ends early", e);
    } catch (ZipException e) {
      throw new InputException(source + " is damaged: its gzip stream is not sound", e);
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
  }

  private static InputStream unzipped(InputStream file) throws IOException {
    byte[] start = peek(file);
    boolean gzip = start.length >= 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B;
    return gzip ? new GZIPInputStream(file, BUFFER) : file;
  }

  private static Dataset read(InputStream content, String source, String name, ValueRange range)
      throws IOException {
    byte[] start = peek(content);
    if (start.length == 0) {
      throw new InputException(source + " is empty");
    }
    if (NpyReader.begins(start)) {
      return NpyReader.read(content, source, name, range);
    }
    if (IdxReader.begins(start)) {
      return IdxReader.read(content, source, name);
    }
    if (CsvReader.begins(start)) {
      return CsvReader.read(content, source, name, range);
    }
    throw new InputException(
        String.format(
            "%s begins with the bytes %s, must be IDX, NPY or CSV, gzipped or not",
            source, HexFormat.ofDelimiter(" ").formatHex(start)));
  }

  private static byte[] peek(InputStream in) throws IOException {
    in.mark(PEEK);
    byte[] start = in.readNBytes(PEEK);
    in.reset();
    return start;
  }
}
