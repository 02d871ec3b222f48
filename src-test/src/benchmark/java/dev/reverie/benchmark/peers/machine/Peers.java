package dev.reverie.benchmark.peers.machine;

import dev.reverie.benchmark.peers.process.JsonLine;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Debian's Python has of the peers.
 *
 * @param versions of what is there, by name
 * @param missing names of the modules that are not
 * @param blas names of the BLAS that NumPy loads
 * @param gflops of its product of two 2000 x 2000 matrices of floats; 0 without NumPy
 */
public record Peers(
    Map<String, String> versions, List<String> missing, List<String> blas, double gflops) {
  /** Only the system's own Python counts, whatever else is on the path. */
  public static final String PYTHON = "/usr/bin/python3";

  /** What puts the peers there. */
  public static final List<String> INSTALL =
      List.of("apt-get", "install", "--yes", "python3-sklearn", "python3-torch", "libopenblas0");

  private static final int UNUSABLE = 2;

  /**
   * Neither the user's packages nor PYTHONPATH are seen, and nothing is written beside the files.
   */
  public static List<String> python(Path script) {
    return List.of(PYTHON, "-E", "-s", "-B", script.toString());
  }

  /** What is there now; refuses a reference BLAS. */
  public static Peers find(Path scripts) {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return new Peers(
          Map.of(), List.of("python3", "numpy", "scipy", "sklearn", "torch"), List.of(), 0);
    }
    try {
      Process probe = new ProcessBuilder(python(scripts.resolve("probe.py"))).start();
      String line = lastLine(probe.inputReader().lines().toList());
      String complaint = lastLine(probe.errorReader().lines().toList());
      int status = probe.waitFor();
      if (status == UNUSABLE) {
        throw new InputException(complaint);
      }
      if (status != 0) {
        throw new InputException(PYTHON + " cannot be used: " + complaint);
      }
      return JsonLine.read(line, Peers.class);
    } catch (IOException e) {
      throw new InputException(PYTHON + " cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String lastLine(List<String> lines) {
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Whether all of these modules are there. */
  public boolean have(String... modules) {
    return List.of(modules).stream().allMatch(versions::containsKey);
  }

  /** Runs {@link #INSTALL}, by sudo when need be; what it says goes to the error stream. */
  public static void install() {
    List<String> command = new ArrayList<>(INSTALL);
    if (!"root".equals(System.getProperty("user.name"))) {
      command.add(0, "sudo");
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Process process = builder.start();
      process.inputReader().lines().forEach(System.err::println);
      if (process.waitFor() != 0) {
        throw new InputException(
            "'" + installLine() + "' failed with status " + process.exitValue());
      }
    } catch (IOException e) {
      throw new InputException("'" + installLine() + "' cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command as one types it. */
  public static String installLine() {
    return String.join(" ", INSTALL);
  }

  /** Names and versions on one line. */
  public String description() {
    return new TreeMap<>(versions)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
