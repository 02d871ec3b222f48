package dev.reverie.benchmark.scale.cost;

import dev.reverie.benchmark.scale.model.Costs;
import dev.reverie.benchmark.scale.model.Protocol;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Costs and sizes as lines of a CSV file: a name and a number. */
public final class CostsFile {
  private CostsFile() {}

  public static void write(Measured measured, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("name,value"));
    lines.addAll(lines(measured.costs()));
    lines.addAll(lines(measured.protocol()));
    Files.write(file, lines);
  }

  private static List<String> lines(Record numbers) {
    return Arrays.stream(numbers.getClass().getRecordComponents())
        .map(component -> component.getName() + "," + value(component, numbers))
        .toList();
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Measured read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(",", 2);
      values.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    try {
      return new Measured(make(Costs.class, values), make(Protocol.class, values));
    } catch (NumberFormatException e) {
      throw new InputException(file + " is no file of costs: " + e.getMessage());
    }
  }

  private static <R extends Record> R make(Class<R> type, Map<String, String> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] arguments =
        Arrays.stream(components)
            .map(
                part ->
                    parse(
                        part, values.getOrDefault(part.getName(), part.getName() + " is missing")))
            .toArray();
    try {
      return type.getConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parse(RecordComponent part, String text) {
    if (part.getType() == boolean.class) {
      return Boolean.valueOf(text);
    }
    return part.getType() == long.class ? (Object) Long.valueOf(text) : Double.valueOf(text);
  }
}
