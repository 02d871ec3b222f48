package dev.reverie.protocol;

import akka.actor.typed.ActorRef;
import dev.reverie.parameter.Version;
import java.util.Map;

/** What the host of a node says to the conductor of a training. */
public sealed interface ToConductor {
  /** Of the conductor that it is said to. */
  long epoch();

  ActorRef<ToHost> host();

  /**
   * The host would take part.
   *
   * @param name of the node, for people
   * @param cores that it computes with: its weight when workers are placed
   * @param seen the newest parameters that it has had; epoch and number are 0 before the first
   * @param identity what it must agree with, by name
   */
  record Hello(
      long epoch,
      ActorRef<ToHost> host,
      String name,
      int cores,
      Version seen,
      Map<String, String> identity)
      implements ToConductor {
    public Hello {
      identity = Map.copyOf(identity);
    }
  }

  /** The host has parameters, and can carry workers. */
  record Joined(long epoch, ActorRef<ToHost> host) implements ToConductor {}

  /**
   * What a worker says, where it fits into a message: that it is ready, or cannot go on. What holds
   * numbers travels as data.
   */
  record Said(long epoch, ActorRef<ToHost> host, FromWorker message) implements ToConductor {}
}
