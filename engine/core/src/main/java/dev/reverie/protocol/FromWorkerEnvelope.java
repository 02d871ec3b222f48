package dev.reverie.protocol;

import akka.actor.typed.ActorRef;

/** A worker's message with the address at which it takes answers. */
public record FromWorkerEnvelope(FromWorker message, ActorRef<ToWorker> replyTo)
    implements ToAggregator {}
