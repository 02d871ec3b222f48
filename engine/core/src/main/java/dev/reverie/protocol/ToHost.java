package dev.reverie.protocol;

import akka.actor.typed.ActorRef;
import java.util.Arrays;
import java.util.Map;

/**
 * What the conductor of a training says to the host of a node. Messages may be lost or late; those
 * of an older epoch than the newest that a host has heard of are ignored.
 */
public sealed interface ToHost {
  /** Of the conductor that says it. */
  long epoch();

  /**
   * A conductor is there. A host of another training answers nothing.
   *
   * @param identity what the node must agree with, by name
   */
  record Invite(long epoch, Map<String, String> identity, ActorRef<ToConductor> replyTo)
      implements ToHost {
    public Invite {
      identity = Map.copyOf(identity);
    }
  }

  /**
   * The host is one of the training's: it is to open a connection for data.
   *
   * @param token to show there; not written to by anybody
   */
  record Welcome(long epoch, String host, int port, byte[] token) implements ToHost {
    @Override
    public boolean equals(Object other) {
      return other instanceof Welcome welcome
          && epoch == welcome.epoch
          && host.equals(welcome.host)
          && port == welcome.port
          && Arrays.equals(token, welcome.token);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(epoch) * 31 + Arrays.hashCode(token);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Welcome[epoch=" + epoch + ", host=" + host + ", port=" + port + "]";
    }
  }

  /** The node cannot take part, for a reason on one line. */
  record Refused(long epoch, String reason) implements ToHost {}

  /**
   * The host is to start a worker.
   *
   * @param assignment how often the worker has been given to a host before, over all epochs
   * @param state whether there is a state to begin with, which is to be fetched
   */
  record Carry(long epoch, WorkerId worker, int assignment, boolean state) implements ToHost {}

  /** The host is to stop a worker, which another one has from now on. */
  record Drop(long epoch, WorkerId worker, int assignment) implements ToHost {}

  /**
   * Something for a worker.
   *
   * @param version number of the snapshot that the host must have before the worker hears of it; 0
   *     where any will do
   */
  record Deliver(long epoch, WorkerId worker, long version, ToWorker message) implements ToHost {}

  /** The training has ended. */
  record Ended(long epoch, String status, String reason) implements ToHost {}
}
