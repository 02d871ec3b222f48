package dev.reverie.protocol;

import akka.actor.typed.ActorRef;

/**
 * A worker's message with the address at which it takes answers.
 *
 * @param state of the particles beside a chain's contribution, where it is to be known elsewhere;
 *     empty else
 */
public record FromWorkerEnvelope(FromWorker message, ActorRef<ToWorker> replyTo, byte[] state)
    implements ToAggregator {
  private static final byte[] NONE = {};

  /** A message without a state. */
  public FromWorkerEnvelope(FromWorker message, ActorRef<ToWorker> replyTo) {
    this(message, replyTo, NONE);
  }
}
