package dev.reverie.service.node;

import dev.reverie.service.folder.RunFolder;
import java.util.Optional;

/**
 * What came of a node.
 *
 * @param status of the process
 * @param trained the folder of a training that was completed and that this node has completed
 */
public record NodeResult(int status, Optional<RunFolder> trained) {
  /** The node was parted from the others, and may be started again. */
  public static final int PARTED = 75;

  static final NodeResult DONE = new NodeResult(0, Optional.empty());
}
