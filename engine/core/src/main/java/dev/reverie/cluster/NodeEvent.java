package dev.reverie.cluster;

import dev.reverie.engine.EngineEvent;
import java.util.List;

/** What a node tells whoever started it. */
public sealed interface NodeEvent {
  /**
   * Nodes that do not see these have opened a newer epoch, and go on with the training. What these
   * did since is void.
   */
  String SUPERSEDED = "superseded";

  /** The node has the aggregator, which says this. */
  record Conducts(EngineEvent event) implements NodeEvent {}

  /**
   * The node has the aggregator, and goes on from an update.
   *
   * @param skipped a line for each newer checkpoint that is damaged
   */
  record Begins(int epoch, long update, List<String> skipped) implements NodeEvent {}

  /**
   * The node has the aggregator, whose epoch follows on another one: updates of that were lost.
   *
   * @param from the update that the epoch goes on from
   * @param lost updates after that one that a node had heard of; told again when another node has
   *     heard of more
   */
  record GoesOn(int epoch, long from, long lost) implements NodeEvent {}

  /** The node takes part in the training of that epoch's aggregator. */
  record Joined(int epoch) implements NodeEvent {}

  /** The node cannot take part, for a reason on one line. */
  record Refused(String reason) implements NodeEvent {}

  /** What there is to know of all nodes, now and then; from the node that has the aggregator. */
  record Nodes(int epoch, long newest, List<NodeStatus> nodes) implements NodeEvent {}

  /**
   * Training has ended, here or elsewhere.
   *
   * @param status of its outcome; {@link #SUPERSEDED} where it has not ended but for this node and
   *     those that it trained with
   */
  record Ended(String status, String reason) implements NodeEvent {}

  /**
   * One node.
   *
   * @param chains, dataWorkers that it carries
   * @param bytesIn, bytesOut over its connection for data, since that was opened, as the node with
   *     the aggregator counts them
   * @param version number of the parameters that are in use there; -1 for none yet
   * @param snapshotMedian, snapshotMost seconds from the publication of a snapshot until it is
   *     known to be in use there: of half of the last hundred, and of 99 of them; NaN where none
   *     travel
   */
  record NodeStatus(
      String name,
      int cores,
      int chains,
      int dataWorkers,
      long bytesIn,
      long bytesOut,
      long version,
      double snapshotMedian,
      double snapshotMost) {}
}
