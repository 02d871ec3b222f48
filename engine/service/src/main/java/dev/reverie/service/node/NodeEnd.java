package dev.reverie.service.node;

import dev.reverie.run.Outcome;

/** Why a node goes. */
sealed interface NodeEnd {
  /** The training has ended, and this node had the aggregator. */
  record Finished(Outcome outcome) implements NodeEnd {}

  /** The training has ended, and another node had the aggregator. */
  record Ended(String status, String reason) implements NodeEnd {}

  /** The others do not take it. */
  record Refused(String reason) implements NodeEnd {}

  /** It was told to. */
  record Left() implements NodeEnd {}

  /** The others have given it up, or it them. */
  record Removed() implements NodeEnd {}

  /** A newer epoch of other nodes goes on without this one and those with it. */
  record Superseded() implements NodeEnd {}

  /** It has failed. */
  record Broke(RuntimeException failure) implements NodeEnd {}
}
