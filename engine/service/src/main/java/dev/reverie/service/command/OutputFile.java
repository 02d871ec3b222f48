package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file that a command is to write, in the format that its name's end tells. Checked before any
 * work.
 */
record OutputFile(Path path, String format) {
  static OutputFile of(Path path, List<String> formats) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    String format =
        formats.stream()
            .filter(known -> name.endsWith("." + known))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "out=" + path + ", must end with ." + String.join(" or .", formats)));
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new InputException(
          "out=" + path + ", must be a file in a folder that can be written to");
    }
    return new OutputFile(path, format);
  }

  void write(AtomicFile.Content content) {
    try {
      AtomicFile.write(path, content);
    } catch (IOException e) {
      throw new InputException(path + " cannot be written: " + e.getMessage(), e);
    }
  }
}
