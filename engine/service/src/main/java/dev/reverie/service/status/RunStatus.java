package dev.reverie.service.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * How a training is doing. Numbers that are not known yet are null.
 *
 * @param state {@value #RUNNING}, or how it ended: completed, stopped, diverged or failed
 * @param reason why it did not end well; empty else
 * @param epoch of the aggregator
 * @param conductor the node that has the aggregator
 * @param update newest version of the parameters
 * @param updates of the whole training
 * @param from the update that the epoch went on from; null in the first one
 * @param lost updates that were made after that one and are lost, as far as nodes had heard of them
 * @param oldest age in updates of all statistics that were used in this epoch
 * @param late contributions of this epoch that were dropped for their age
 * @param trouble what keeps checkpoints from being written; empty when nothing does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStatus(
    String state,
    String reason,
    int epoch,
    String conductor,
    long update,
    long updates,
    long updatesPerPass,
    Double updatesPerSecond,
    Double casesPerSecond,
    Double sweepsPerSecond,
    Double secondsLeft,
    Double staleness,
    Double freeEnergyGap,
    Long from,
    Long lost,
    long oldest,
    long late,
    String trouble,
    List<NodeLine> nodes) {
  /** The training has not ended. */
  public static final String RUNNING = "running";

  public RunStatus {
    trouble = trouble == null ? "" : trouble;
    nodes = List.copyOf(nodes);
  }

  /**
   * One node.
   *
   * @param chains, dataWorkers that it carries
   * @param bytesInPerSecond, bytesOutPerSecond of its connection for data, as the node with the
   *     aggregator sees it
   * @param version number of the parameters in use there
   * @param snapshotMedian, snapshotMost seconds from the publication of a snapshot until it is in
   *     use there, of half of them and of 99 of 100; null where none travel
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record NodeLine(
      String name,
      int cores,
      int chains,
      int dataWorkers,
      Double bytesInPerSecond,
      Double bytesOutPerSecond,
      Long version,
      Double snapshotMedian,
      Double snapshotMost) {}

  /** Whether the training goes on, or went on when this was written. */
  public boolean isRunning() {
    return state.equals(RUNNING);
  }
}
