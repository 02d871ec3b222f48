package dev.reverie.benchmark.scale.model;

import java.util.ArrayList;
import java.util.List;

/** How a version comes to all nodes: each asks for one that is so much newer than what it has. */
final class PublisherModel {
  private final Clockwork clock;
  private final Costs costs;
  private final Protocol protocol;
  private final double latency;
  private final int stride;
  private final NodeModel[] nodes;
  private final List<NodeModel> waiting = new ArrayList<>();
  private long newest;
  private long encoded;

  /**
   * @param stride versions from one snapshot that a node takes to the next
   */
  PublisherModel(
      Clockwork clock,
      Costs costs,
      Protocol protocol,
      double latency,
      int stride,
      NodeModel[] nodes) {
    this.clock = clock;
    this.costs = costs;
    this.protocol = protocol;
    this.latency = latency;
    this.stride = stride;
    this.nodes = nodes;
    for (NodeModel node : nodes) {
      if (node != nodes[0] || !protocol.bypass()) {
        waiting.add(node);
      }
    }
  }

  void published(long version) {
    newest = version;
    if (protocol.bypass()) {
      nodes[0].take(version);
    }
    publish();
  }

  private void publish() {
    List<NodeModel> due =
        waiting.stream().filter(node -> node.version() + stride <= newest).toList();
    if (due.isEmpty()) {
      return;
    }
    waiting.removeAll(due);
    double encoding = encoded < newest ? costs.encodeSnapshot() : 0;
    long version = newest;
    encoded = version;
    nodes[0].network.urgent(encoding, () -> due.forEach(node -> send(version, node)));
  }

  private void send(long version, NodeModel node) {
    double bytes = protocol.snapshotBytes();
    nodes[0].network.urgent(
        bytes * costs.sendByte(),
        () -> {
          double there =
              node == nodes[0]
                  ? clock.now()
                  : nodes[0].link.carry(clock.now(), bytes, latency, node.link);
          clock.at(
              there,
              () ->
                  node.network.urgent(
                      bytes * costs.receiveByte() + costs.decodeSnapshot(),
                      () -> arrived(version, node)));
        });
  }

  private void arrived(long version, NodeModel node) {
    node.take(version);
    double there = node == nodes[0] ? clock.now() : clock.now() + latency;
    clock.at(
        there,
        () ->
            nodes[0].network.urgent(
                costs.localMessage(),
                () -> {
                  waiting.add(node);
                  publish();
                }));
  }
}
