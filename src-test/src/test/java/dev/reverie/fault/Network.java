package dev.reverie.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is between nodes. Each is known by a name, and each has a list of names of its own, in which
 * the others' stand for links to them: so every way from one to another can be cut or slow.
 */
final class Network implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final Path folder;
  private final Nodes nodes;
  private final int count;
  private final List<Integer> dataPorts;
  private final Map<String, Way> ways = new HashMap<>();
  private final List<Link> links = new ArrayList<>();

  /**
   * @param folder for lists of names
   * @param count of the nodes
   */
  Network(Path folder, Nodes nodes, int count) throws IOException {
    this.folder = folder;
    this.nodes = nodes;
    this.count = count;
    this.dataPorts = Nodes.freePorts(count);
    for (int from = 1; from <= count; from++) {
      for (int to = 1; to <= count; to++) {
        if (from != to) {
          link(from, to, nodes.port(to));
          link(from, to, dataPorts.get(to - 1));
        }
      }
    }
  }

  private void link(int from, int to, int port) throws IOException {
    links.add(
        new Link(
            way(from, to),
            way(to, from),
            new InetSocketAddress(address(from, to), port),
            new InetSocketAddress(HERE, port)));
  }

  private static String name(int node) {
    return "machine-" + node;
  }

  /** Where a node finds another one. */
  private static String address(int from, int to) {
    return from == to ? HERE : "127.77." + from + "." + to;
  }

  /** From one node to another. */
  Way way(int from, int to) {
    return ways.computeIfAbsent(from + " to " + to, made -> new Way());
  }

  /** All ways from a node to the others. */
  List<Way> from(int node) {
    List<Way> all = new ArrayList<>();
    for (int other = 1; other <= count; other++) {
      if (other != node) {
        all.add(way(node, other));
      }
    }
    return all;
  }

  /** All ways from the others to a node. */
  List<Way> to(int node) {
    List<Way> all = new ArrayList<>();
    for (int other = 1; other <= count; other++) {
      if (other != node) {
        all.add(way(other, node));
      }
    }
    return all;
  }

  void mend() {
    ways.values().forEach(Way::mend);
  }

  /** Starts a node that is known by its name. */
  NodeProcess start(int node) throws IOException {
    List<String> hosts = new ArrayList<>();
    for (int other = 1; other <= count; other++) {
      hosts.add(address(node, other) + " " + name(other));
    }
    Path list = folder.resolve("hosts-" + node).toAbsolutePath();
    Files.write(list, hosts);
    return nodes.start(
        node,
        name(node),
        Network::name,
        new Nodes.Surroundings(List.of(), List.of("-Djdk.net.hosts.file=" + list)),
        List.of("--data-port=" + dataPorts.get(node - 1)));
  }

  @Override
  public void close() throws IOException {
    for (Link link : links) {
      link.close();
    }
  }
}
