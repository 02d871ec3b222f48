package dev.reverie.service.fleet;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a node in a JVM of its own, with this one's options and class path. */
final class NodeCommandLine {
  private static final String MAIN = "dev.reverie.service.Main";
  private static final String PROCESSORS = "-XX:ActiveProcessorCount=";

  private NodeCommandLine() {}

  /**
   * @param run the run's folder
   * @param address HOST:PORT of the node
   */
  static List<String> of(String name, Path run, String address, List<String> seeds, int cores) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(NodeCommandLine::isForAll)
        .forEach(command::add);
    command.add(PROCESSORS + cores);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "node"));
    int colon = address.lastIndexOf(':');
    command.addAll(List.of("--profile", "local", "--out", run.toString(), "--name", name));
    command.addAll(List.of("--host", address.substring(0, colon)));
    command.addAll(List.of("--port", address.substring(colon + 1)));
    command.addAll(List.of("--cores", Integer.toString(cores), "--until-input-ends"));
    seeds.forEach(seed -> command.addAll(List.of("--seed-node", seed)));
    return command;
  }

  /** A debugger's port or a recording's file is one process's only. */
  private static boolean isForAll(String option) {
    return !option.startsWith("-agent")
        && !option.startsWith("-javaagent")
        && !option.startsWith("-XX:StartFlightRecording")
        && !option.startsWith(PROCESSORS);
  }
}
