package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.chain.Crew;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the host of a node decides: which workers it carries, and what of their words goes where.
 * Whatever it has belongs to one epoch; another one, or the end of its line, begins everything
 * anew. Message in, effects out through an {@link Outbox}; one thread at a time.
 */
final class Hosting {
  /** What decisions lead to. */
  interface Outbox {
    /**
     * Say hello to a conductor, with all that it has to know of this node.
     *
     * @param seen the newest parameters that it has had
     */
    void greet(ActorRef<ToConductor> conductor, long epoch, Version seen);

    /** Say something to a conductor; it may get lost. */
    void tell(ActorRef<ToConductor> conductor, ToConductor message);

    /** Open a line, and hand it to {@link Hosting#opened}; it may fail. */
    void connect(ToHost.Welcome welcome);

    /** Start a worker here. */
    void start(WorkerId worker, int incarnation, Crew.Start start);

    /** Stop a worker, of which nothing more is to be heard. */
    void stop(WorkerId worker);

    /** Say something to a worker here that has been heard. */
    void tell(WorkerId worker, ToWorker message);

    /** Say something to whoever started the node. */
    void tell(NodeEvent event);

    /** A line for people, of something that they may have to see to. */
    void warn(String line);
  }

  private final ActorRef<ToHost> self;
  private final Outbox outbox;
  private final Map<WorkerId, Carried> carried = new HashMap<>();
  private final Map<WorkerId, Integer> dropped = new HashMap<>();
  private long epoch = -1;
  private ActorRef<ToConductor> conductor;
  private Line line;
  private Version seen = new Version(0, 0);

  /** A worker that the host has been given. */
  private static final class Carried {
    private final int assignment;
    private final List<ToHost.Deliver> waiting = new ArrayList<>();
    private boolean heard;

    Carried(int assignment) {
      this.assignment = assignment;
    }
  }

  /**
   * @param self where conductors reach this host
   */
  Hosting(ActorRef<ToHost> self, Outbox outbox) {
    this.self = self;
    this.outbox = outbox;
  }

  /** A message from a conductor. */
  void receive(ToHost message) {
    if (message.epoch() < epoch) {
      return;
    }
    if (message instanceof ToHost.Invite invite) {
      onInvite(invite);
    } else if (message instanceof ToHost.Ended ended) {
      reset();
      outbox.tell(new NodeEvent.Ended(ended.status(), ended.reason()));
    } else if (message.epoch() == epoch && conductor != null) {
      onGuided(message);
    }
  }

  private void onInvite(ToHost.Invite invite) {
    if (invite.epoch() == epoch && line != null) {
      return;
    }
    reset();
    if (invite.epoch() > epoch) {
      dropped.clear();
    }
    epoch = invite.epoch();
    conductor = invite.replyTo();
    outbox.greet(conductor, epoch, seen);
  }

  private void onGuided(ToHost message) {
    if (message instanceof ToHost.Welcome welcome && line == null) {
      outbox.connect(welcome);
    } else if (message instanceof ToHost.Refused refused) {
      outbox.tell(new NodeEvent.Refused(refused.reason()));
    } else if (message instanceof ToHost.Carry carry && line != null) {
      onCarry(carry);
    } else if (message instanceof ToHost.Drop drop) {
      dropped.merge(drop.worker(), drop.assignment(), Math::max);
      drop(drop.worker(), drop.assignment());
    } else if (message instanceof ToHost.Deliver deliver) {
      onDeliver(deliver);
    }
  }

  /** A line to the conductor of an epoch is open; returns whether it is taken, or else closed. */
  boolean opened(long of, Line opened) {
    if (of != epoch || conductor == null || line != null) {
      opened.close();
      return false;
    }
    line = opened;
    return true;
  }

  /** There are parameters for workers to begin with. */
  void ready() {
    outbox.tell(new NodeEvent.Joined(Math.toIntExact(epoch)));
    outbox.tell(conductor, new ToConductor.Joined(epoch, self));
  }

  /** Something has come over a connection, which may be one of before. */
  void came(Wire wire, Frame frame) {
    if (line == null || !line.wire().equals(wire)) {
      return;
    }
    if (frame.type() == DataFrames.TILE) {
      begin(DataFrames.tile(frame));
    } else {
      take(frame.payload());
    }
  }

  private void take(byte[] snapshot) {
    boolean first;
    try {
      first = line.take(snapshot);
    } catch (IllegalArgumentException e) {
      outbox.warn("a snapshot cannot be used: " + e.getMessage());
      reset();
      return;
    }
    if (first) {
      ready();
    }
    carried.forEach(this::deliver);
  }

  /** A connection has ended, which may be one of before. */
  void closed(Wire wire) {
    if (line != null && line.wire().equals(wire)) {
      reset();
    }
  }

  private void onCarry(ToHost.Carry carry) {
    Carried before = carried.get(carry.worker());
    if (before != null && before.assignment >= carry.assignment()
        || dropped.getOrDefault(carry.worker(), -1) >= carry.assignment()) {
      return;
    }
    if (before != null) {
      drop(carry.worker(), before.assignment);
    }
    carried.put(carry.worker(), new Carried(carry.assignment()));
    if (carry.state()) {
      line.fetch(carry.worker(), carry.assignment());
    } else {
      outbox.start(carry.worker(), Assignments.firstIncarnation(carry.assignment()), null);
    }
  }

  /** It is known where a chain begins. */
  private void begin(DataFrames.TileStart start) {
    Carried entry = carried.get(start.worker());
    if (entry == null || entry.assignment != start.assignment()) {
      return;
    }
    ByteBuffer states =
        start.states().length == 0
            ? null
            : ByteBuffer.wrap(start.states()).order(ByteOrder.LITTLE_ENDIAN);
    outbox.start(
        start.worker(),
        Assignments.firstIncarnation(start.assignment()),
        new Crew.Start(states, start.lives()));
  }

  private void drop(WorkerId worker, int assignment) {
    Carried entry = carried.get(worker);
    if (entry != null && entry.assignment <= assignment) {
      dropped.merge(worker, entry.assignment, Math::max);
      carried.remove(worker);
      line.forget(worker);
      outbox.stop(worker);
    }
  }

  private void onDeliver(ToHost.Deliver deliver) {
    Carried entry = carried.get(deliver.worker());
    if (entry != null && !entry.waiting.contains(deliver)) {
      entry.waiting.add(deliver);
      deliver(deliver.worker(), entry);
    }
  }

  private void deliver(WorkerId worker, Carried entry) {
    entry.waiting.removeIf(
        deliver -> {
          boolean now = entry.heard && line.has(deliver.version());
          if (now) {
            outbox.tell(worker, deliver.message());
          }
          return now;
        });
  }

  /**
   * A worker of the host says something; returns whether it still has it.
   *
   * @param state of a chain's particles beside its contribution
   */
  boolean says(FromWorker message, byte[] state) {
    Carried entry = carried.get(message.worker());
    if (entry == null || !isOf(entry, message.incarnation())) {
      return false;
    }
    entry.heard = true;
    if (message instanceof FromWorker.Ready || message instanceof FromWorker.Failed) {
      outbox.tell(conductor, new ToConductor.Said(epoch, self, message));
    } else {
      line.say(message, state);
    }
    return true;
  }

  /** A worker that was stopped may still say something; of its last failure only its host tells. */
  private static boolean isOf(Carried entry, int incarnation) {
    return incarnation == Integer.MAX_VALUE
        || Assignments.assignment(incarnation) == entry.assignment;
  }

  /** The most that waits for one worker. */
  int waiting() {
    return carried.values().stream().mapToInt(entry -> entry.waiting.size()).max().orElse(0);
  }

  /** Back to where nothing is carried; the next invitation begins anew. */
  void reset() {
    List.copyOf(carried.keySet()).forEach(worker -> drop(worker, Integer.MAX_VALUE));
    if (line != null) {
      seen = line.newest() == null ? seen : line.newest();
      line.close();
    }
    line = null;
    conductor = null;
  }
}
