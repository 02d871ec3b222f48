package dev.reverie.fault;

import dev.reverie.service.status.RunStatus;
import dev.reverie.service.status.StatusFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Nodes of one training, each a process of this machine. */
final class Nodes implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 180;
  private static final long LOOK_MILLIS = 20;

  private final Path folder;
  private final String profile;
  private final List<String> settings;
  private final List<Integer> ports;
  private final Map<Integer, NodeProcess> running = new LinkedHashMap<>();

  /**
   * @param folder of the run and of what nodes say; the run's is {@code run} in it
   * @param most nodes that there will be
   */
  Nodes(Path folder, int most, List<String> settings) {
    this(folder, "local", most, settings);
  }

  /**
   * @param profile that all of them have
   */
  Nodes(Path folder, String profile, int most, List<String> settings) {
    this.folder = folder;
    this.profile = profile;
    this.settings = List.copyOf(settings);
    this.ports = freePorts(most);
  }

  static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int k = 0; k < count; k++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path run() {
    return folder.resolve("run");
  }

  int port(int number) {
    return ports.get(number - 1);
  }

  /** Starts node {@code number}, from 1 on; the first one begins the cluster. */
  NodeProcess start(int number) {
    return start(number, new Surroundings(List.of(), List.of()));
  }

  /**
   * What a node is started in.
   *
   * @param wrapper a command that runs the command behind it
   * @param jvm options
   */
  record Surroundings(List<String> wrapper, List<String> jvm) {}

  NodeProcess start(int number, Surroundings in) {
    return start(number, "127.0.0.1", seed -> "127.0.0.1", in, List.of());
  }

  /** Names a node for others. */
  interface Names {
    String of(int number);
  }

  /**
   * @param host that the node is known by
   * @param names of the seed nodes
   * @param more options of the node
   */
  NodeProcess start(int number, String host, Names names, Surroundings in, List<String> more) {
    String name = "node-" + number;
    List<String> command =
        new ArrayList<>(List.of("node", "--profile=" + profile, "--out=run", "--name=" + name));
    command.addAll(List.of("--host=" + host, "--port=" + port(number), "--cores=1"));
    for (int seed = 1; seed <= Math.min(3, ports.size()); seed++) {
      command.add("--seed-node=" + names.of(seed) + ":" + port(seed));
    }
    command.addAll(more);
    command.addAll(settings);
    NodeProcess process =
        NodeProcess.start(name, folder.resolve(name + ".out"), in.wrapper(), in.jvm(), command);
    running.put(number, process);
    return process;
  }

  NodeProcess node(int number) {
    return running.get(number);
  }

  /** A node that is not to be waited for. */
  void forget(int number) {
    running.remove(number);
  }

  /** The node that has the aggregator. */
  int conductor() {
    return Integer.parseInt(status().orElseThrow().conductor().substring("node-".length()));
  }

  Optional<RunStatus> status() {
    return StatusFile.read(run().resolve("status.json"));
  }

  /** The first status that is as wanted. */
  RunStatus await(String what, Predicate<RunStatus> wanted) {
    Optional<RunStatus> status = Optional.empty();
    for (long look = 0; look < PATIENCE_SECONDS * 1000 / LOOK_MILLIS; look++) {
      status = status();
      if (status.filter(wanted).isPresent()) {
        return status.get();
      }
      if (status.filter(found -> !found.isRunning()).isPresent()) {
        break;
      }
      pause();
    }
    throw new AssertionError("no status: " + what + "; the last one: " + status + "\n" + said());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All of so many nodes are there and at work, and updates are made meanwhile. */
  RunStatus awaitAtWork(int nodes, boolean data) {
    Predicate<RunStatus> all =
        status ->
            status.nodes().size() == nodes
                && status.nodes().stream()
                    .allMatch(node -> node.chains() > 0 && (node.dataWorkers() > 0 || !data));
    RunStatus first = await(nodes + " nodes at work", all);
    return awaitUpdate(first.epoch(), first.update() + 1, all);
  }

  /** An update of that epoch or a later one has been made. */
  RunStatus awaitUpdate(int epoch, long update, Predicate<RunStatus> all) {
    return await(
        "update " + update + " of epoch " + epoch,
        status ->
            all.test(status)
                && (status.epoch() > epoch
                    || status.epoch() == epoch && status.update() >= update));
  }

  /**
   * Updates a second, as statuses tell that are written within so many seconds from now; 0 where
   * they tell of no update.
   */
  double updatesPerSecond(int seconds) {
    RunStatus first = null;
    RunStatus last = status().orElseThrow();
    long from = 0;
    long to = 0;
    for (long look = 0; look < seconds * 1000L / LOOK_MILLIS; look++) {
      pause();
      RunStatus status = status().orElseThrow();
      if (status.update() != last.update()) {
        to = System.nanoTime();
        from = first == null ? to : from;
        first = first == null ? status : first;
      }
      last = status;
    }
    return to == from ? 0 : (last.update() - first.update()) * 1e9 / (to - from);
  }

  /** Looks for a while, until some more updates are made: no older epoch is told of any more. */
  void awaitNewEpochOnly(int old) {
    RunStatus status = status().orElseThrow();
    long looks = 0;
    for (long update = status.update(); status.update() < update + 20 || looks < 400; looks++) {
      pause();
      status = status().orElseThrow();
      if (status.epoch() <= old) {
        throw new AssertionError("epoch " + old + " still writes: " + status + "\n" + said());
      }
      if (!status.isRunning()) {
        return;
      }
    }
  }

  /** Waits until all nodes have ended, and asserts that they ended well. */
  void awaitEnd(long seconds) {
    running.forEach(
        (number, node) -> {
          int exit = node.await(seconds);
          if (exit != 0) {
            throw new AssertionError(node + " ended with status " + exit + "\n" + said());
          }
        });
  }

  /** Figures of a test, for whoever runs it. */
  static void say(String what, Object... values) {
    System.out.println(String.format(Locale.ROOT, what, values));
  }

  /** What all nodes have said. */
  String said() {
    StringBuilder all = new StringBuilder();
    running.forEach((number, node) -> all.append(node).append(":\n").append(node.said()));
    return all.toString();
  }

  /** Of the model that the run has left. */
  String digest() {
    return digest(run());
  }

  static String digest(Path run) {
    try {
      byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    running.values().forEach(NodeProcess::close);
  }
}
