package dev.reverie.benchmark.peers.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cores that this process may use, one thread of each, and how to pin others to them.
 *
 * @param numbers as the system counts
 * @param pins whether a process can be pinned
 */
public record Cores(List<Integer> numbers, boolean pins) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  public Cores {
    numbers = List.copyOf(numbers);
  }

  /** Those of this machine. */
  public static Cores here() {
    boolean taskset =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    return new Cores(allowed().stream().filter(Cores::isFirstThread).toList(), taskset);
  }

  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> list(line.substring(ALLOWED.length()).trim()))
          .orElse(List.of(0));
    } catch (IOException e) {
      return List.of(0);
    }
  }

  /** Two threads of one core would share what is to be measured. */
  private static boolean isFirstThread(int number) {
    Path siblings =
        Path.of("/sys/devices/system/cpu/cpu" + number + "/topology/thread_siblings_list");
    try {
      return list(Files.readString(siblings).trim()).get(0) == number;
    } catch (IOException e) {
      return true;
    }
  }

  /** The numbers of a list such as 0-2,5. */
  static List<Integer> list(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("-");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  public int count() {
    return numbers.size();
  }

  /** What to put before a command so that it stays on the last so many cores. */
  public List<String> pinned(int cores) {
    if (!pins) {
      return List.of();
    }
    int from = Math.max(0, numbers.size() - cores);
    String list =
        numbers.subList(from, numbers.size()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return List.of("taskset", "-c", list);
  }
}
