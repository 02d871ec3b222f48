package dev.reverie.service.node;

import dev.reverie.cluster.NodeEvent;
import dev.reverie.run.Outcome;
import dev.reverie.service.training.TrainingListener;

/** Told what happens to a node. Must return quickly: it is called from an actor. */
interface NodeListener {
  /**
   * The node has the aggregator.
   *
   * @return is told how the training goes on
   */
  TrainingListener begins(NodeEvent.Begins begins);

  /** Of the epochs before, on the node that has the aggregator now. */
  void goesOn(NodeEvent.GoesOn news);

  /** What is known of all nodes, from the one that has the aggregator. */
  void nodes(NodeEvent.Nodes nodes);

  /** The node takes part. */
  void joined(int epoch);

  /** The training has ended on this node. */
  void finished(Outcome outcome);

  /** The training has ended, here or elsewhere. */
  void ended(String status, String reason);

  /** The node cannot take part. */
  void refused(String reason);

  /** Whether the node goes, and nothing is to be told but members. */
  boolean isGoing();

  /** So many nodes are members now, this one included. */
  void members(int count);

  /** The node has failed. */
  void broke(RuntimeException failure);
}
