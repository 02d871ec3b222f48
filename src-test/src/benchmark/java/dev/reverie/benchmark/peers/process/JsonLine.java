package dev.reverie.benchmark.peers.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One value as one line of JSON. */
public final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonLine() {}

  /** The line of a value, without its end. */
  public static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("value=" + value + ", must be a record of JSON values", e);
    }
  }

  /** The value of a line; unknown and missing names are refused. */
  public static <T> T read(String line, Class<T> type) {
    try {
      return MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "line=" + line + ", must be a " + type.getSimpleName() + " in JSON", e);
    }
  }
}
