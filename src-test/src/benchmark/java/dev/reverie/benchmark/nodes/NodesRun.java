package dev.reverie.benchmark.nodes;

import dev.reverie.benchmark.peers.table.Spread;
import dev.reverie.input.InputException;
import dev.reverie.service.status.RunStatus;
import dev.reverie.service.status.RunStatus.NodeLine;
import dev.reverie.service.status.StatusFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Some nodes that train together, from their start until they are closed, which kills them. */
final class NodesRun implements AutoCloseable {
  private static final String MAIN = "dev.reverie.service.Main";
  private static final int LOOK_MILLIS = 50;
  private static final int PATIENCE_SECONDS = 120;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  /**
   * What was seen for a while.
   *
   * @param bytes of all connections for data, both ways, for one update
   * @param snapshotMedian, snapshotMost seconds until a snapshot is in use on another node, of half
   *     of them and of 99 of 100; NaN on one node
   */
  record Seen(
      double updatesPerSecond,
      double staleness,
      double bytes,
      double snapshotMedian,
      double snapshotMost) {}

  /**
   * Starts nodes.
   *
   * @param folder that does not exist yet
   * @param cores of each node, as the system counts them
   * @param settings of the training
   */
  static NodesRun start(Path folder, List<List<Integer>> cores, List<String> settings)
      throws IOException {
    Files.createDirectory(folder);
    NodesRun run = new NodesRun(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(run::kill));
    int port = freePort();
    for (int node = 0; node < cores.size(); node++) {
      run.start(node, node == 0 ? port : 0, port, cores.get(node), settings);
    }
    return run;
  }

  private NodesRun(Path folder) {
    this.folder = folder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void start(int node, int port, int seed, List<Integer> cores, List<String> settings)
      throws IOException {
    String name = "node-" + (node + 1);
    List<String> command = new ArrayList<>(List.of("taskset", "-c"));
    command.add(String.join(",", cores.stream().map(String::valueOf).toList()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + System.getProperty("reverie.jvm.options"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "node"));
    command.addAll(List.of("--profile=local", "--name=" + name, "--cores=" + cores.size()));
    command.addAll(List.of("--port=" + port, "--seed-node=127.0.0.1:" + seed));
    command.add("--out=" + folder.resolve("run"));
    command.addAll(settings);
    Path words = folder.resolve(name + ".out");
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start());
  }

  private Optional<RunStatus> status() {
    return StatusFile.read(folder.resolve("run/status.json"));
  }

  /** Waits until all are at work, and looks for so many seconds after as many to settle. */
  Seen look(double seconds) throws InterruptedException {
    await(
        status ->
            status.update() > 0
                && status.nodes().size() == processes.size()
                && status.nodes().stream().allMatch(node -> node.chains() > 0));
    Thread.sleep((long) (seconds * 1000));
    List<RunStatus> seen = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      RunStatus status = status().orElseThrow();
      if (seen.isEmpty() || status.update() != seen.get(seen.size() - 1).update()) {
        seen.add(status);
        nanos.add(System.nanoTime());
      }
      pause();
    }
    if (seen.size() < 2) {
      throw new InputException("seconds=" + seconds + " is too short, no update was made");
    }
    int last = seen.size() - 1;
    double updates = seen.get(last).update() - seen.get(0).update();
    double rate = updates * 1e9 / (nanos.get(last) - nanos.get(0));
    return new Seen(
        rate,
        median(seen, status -> Stream.of(status.staleness())),
        mean(seen, NodeLine::bytesInPerSecond, NodeLine::bytesOutPerSecond) / rate,
        median(seen, status -> status.nodes().stream().map(NodeLine::snapshotMedian)),
        median(seen, status -> status.nodes().stream().map(NodeLine::snapshotMost)));
  }

  private void await(Predicate<RunStatus> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (status().filter(wanted).isEmpty()) {
      if (System.nanoTime() > end || !processes.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException("nodes are not all at work, see " + folder);
      }
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(LOOK_MILLIS);
  }

  /** Of what all nodes together have, over the statuses that know it. */
  private static double mean(
      List<RunStatus> seen, Function<NodeLine, Double> one, Function<NodeLine, Double> other) {
    return seen.stream()
        .mapToDouble(
            status ->
                status.nodes().stream()
                    .flatMap(node -> Stream.of(one, other).map(figure -> figure.apply(node)))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum())
        .average()
        .orElse(Double.NaN);
  }

  private static double median(List<RunStatus> seen, Function<RunStatus, Stream<Double>> figures) {
    double[] known =
        seen.stream()
            .flatMap(figures)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return known.length == 0 ? Double.NaN : Spread.of(known).median();
  }

  /** Also when the benchmark is interrupted. */
  private void kill() {
    processes.forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
    processes.forEach(process -> process.onExit().join());
  }
}
