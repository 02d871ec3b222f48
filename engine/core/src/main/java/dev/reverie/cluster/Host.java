package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import dev.reverie.chain.Crew;
import dev.reverie.engine.EngineSettings;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.DataClient;
import dev.reverie.transport.DataHandler;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import dev.reverie.wire.SnapshotCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node's part in a training: carries the workers that the conductor gives it, keeps the newest
 * snapshot, and sends on what workers say. Whatever it has belongs to one epoch; another one, or
 * the end of its connection for data, begins everything anew.
 */
final class Host extends AbstractBehavior<Host.Command> {
  /** Where conductors find all hosts. */
  static final ServiceKey<ToHost> KEY = ServiceKey.create(ToHost.class, "reverie-host");

  /** What the actor is told. */
  sealed interface Command {}

  private record Told(ToHost message) implements Command {}

  private record Says(FromWorkerEnvelope envelope) implements Command {}

  private record Connected(long epoch, Peer peer, Throwable failure) implements Command {}

  private record Snapped(Peer peer, byte[] snapshot) implements Command {}

  private record Begun(Peer peer, DataFrames.TileStart start) implements Command {}

  private record Closed(Peer peer) implements Command {}

  private final Objective objective;
  private final RunSettings run;
  private final NodeSettings node;
  private final ActorRef<NodeEvent> listener;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Crew crew;
  private final ActorRef<ToHost> front;
  private final Map<WorkerId, Carried> carried = new HashMap<>();
  private long epoch = -1;
  private ActorRef<ToConductor> conductor;
  private Peer peer;
  private Version newest;

  /** A worker that the host has been given. */
  private static final class Carried {
    private final int assignment;
    private final List<ToHost.Deliver> waiting = new ArrayList<>();
    private ActorRef<ToWorker> worker;
    private FromWorker last;
    private Frame lastFrame;

    Carried(int assignment) {
      this.assignment = assignment;
    }
  }

  /**
   * @param listener on this node
   */
  static Behavior<Command> create(
      Objective objective, RunSettings run, NodeSettings node, ActorRef<NodeEvent> listener) {
    return Behaviors.setup(context -> new Host(context, objective, run, node, listener));
  }

  private Host(
      ActorContext<Command> context,
      Objective objective,
      RunSettings run,
      NodeSettings node,
      ActorRef<NodeEvent> listener) {
    super(context);
    context.setLoggerName(Host.class);
    this.objective = objective;
    this.run = run;
    this.node = node;
    this.listener = listener;
    EngineSettings settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    this.pool = new SumsPool(objective.phases());
    this.crew =
        new Crew(
            context,
            objective,
            run,
            settings.host(),
            store,
            pool,
            context.messageAdapter(FromWorkerEnvelope.class, Says::new),
            true);
    this.front = context.messageAdapter(ToHost.class, Told::new);
    context.getSystem().receptionist().tell(Receptionist.register(KEY, front));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Told.class, this::onTold)
        .onMessage(Says.class, this::onSays)
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Snapped.class, this::onSnapped)
        .onMessage(Begun.class, this::onBegun)
        .onMessage(Closed.class, this::onClosed)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onTold(Told told) {
    ToHost message = told.message();
    if (message.epoch() < epoch) {
      return this;
    }
    if (message instanceof ToHost.Invite invite) {
      onInvite(invite);
    } else if (message instanceof ToHost.Ended ended) {
      reset();
      listener.tell(new NodeEvent.Ended(ended.status(), ended.reason()));
    } else if (message.epoch() == epoch && conductor != null) {
      onGuided(message);
    }
    return this;
  }

  private void onInvite(ToHost.Invite invite) {
    if (invite.epoch() == epoch && peer != null) {
      return;
    }
    reset();
    epoch = invite.epoch();
    conductor = invite.replyTo();
    conductor.tell(
        new ToConductor.Hello(epoch, front, node.name(), node.cores(), Identities.of(run)));
  }

  private void onGuided(ToHost message) {
    if (message instanceof ToHost.Welcome welcome) {
      connect(welcome);
    } else if (message instanceof ToHost.Refused refused) {
      listener.tell(new NodeEvent.Refused(refused.reason()));
    } else if (message instanceof ToHost.Carry carry) {
      onCarry(carry);
    } else if (message instanceof ToHost.Drop drop) {
      drop(drop.worker(), drop.assignment());
    } else if (message instanceof ToHost.Deliver deliver) {
      onDeliver(deliver);
    }
  }

  private void connect(ToHost.Welcome welcome) {
    if (peer != null) {
      return;
    }
    long welcomed = welcome.epoch();
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            DataClient.connect(
                getContext().getSystem(),
                welcome.host(),
                welcome.port(),
                node.security(),
                welcome.token(),
                new DataHandler() {
                  @Override
                  public void opened(Peer opened) {}

                  @Override
                  public void received(Peer from, Frame frame) {
                    self.tell(understood(from, frame));
                  }

                  @Override
                  public void closed(Peer closed, Optional<Throwable> failure) {
                    self.tell(new Closed(closed));
                  }
                }),
            (connected, failure) -> new Connected(welcomed, connected, failure));
  }

  private Behavior<Command> onConnected(Connected connected) {
    if (connected.failure() != null) {
      getContext().getLog().warn("no connection for data: {}", connected.failure().toString());
    } else if (connected.epoch() != epoch || peer != null) {
      connected.peer().close();
    } else {
      peer = connected.peer();
      peer.send(DataFrames.pull(null));
    }
    return this;
  }

  /** On the connection's thread: bytes that cannot be read end it. */
  private static Command understood(Peer from, Frame frame) {
    return switch (frame.type()) {
      case DataFrames.SNAPSHOT -> new Snapped(from, frame.payload());
      case DataFrames.TILE -> new Begun(from, DataFrames.tile(frame));
      default ->
          throw new IllegalArgumentException(
              "frame.type=" + frame.type() + ", must be one that the conductor sends");
    };
  }

  private Behavior<Command> onSnapped(Snapped snapped) {
    if (snapped.peer() == peer) {
      take(snapped.snapshot());
    }
    return this;
  }

  private Behavior<Command> onBegun(Begun begun) {
    if (begun.peer() == peer) {
      begin(begun.start());
    }
    return this;
  }

  private void take(byte[] bytes) {
    Parameters buffer = store.takeBuffer();
    Snapshot snapshot;
    try {
      snapshot = SnapshotCodec.decode(bytes, objective, buffer);
    } catch (IllegalArgumentException e) {
      getContext().getLog().warn("a snapshot cannot be used: {}", e.getMessage());
      store.giveBack(buffer);
      reset();
      return;
    }
    boolean first = newest == null;
    newest = snapshot.version();
    store.publish(snapshot);
    peer.send(DataFrames.pull(newest));
    if (first) {
      listener.tell(new NodeEvent.Joined(newest.epoch()));
      conductor.tell(new ToConductor.Joined(epoch, front));
    }
    carried.values().forEach(this::deliver);
  }

  private void onCarry(ToHost.Carry carry) {
    Carried before = carried.get(carry.worker());
    if (before != null && before.assignment >= carry.assignment()) {
      return;
    }
    if (before != null) {
      drop(carry.worker(), before.assignment);
    }
    carried.put(carry.worker(), new Carried(carry.assignment()));
    if (carry.state()) {
      peer.send(DataFrames.fetch(carry.worker(), carry.assignment()));
    } else {
      crew.start(carry.worker(), Assignments.firstIncarnation(carry.assignment()), null);
    }
  }

  private void begin(DataFrames.TileStart start) {
    Carried entry = carried.get(start.worker());
    if (entry == null || entry.assignment != start.assignment()) {
      return;
    }
    ByteBuffer states =
        start.states().length == 0
            ? null
            : ByteBuffer.wrap(start.states()).order(ByteOrder.LITTLE_ENDIAN);
    crew.start(
        start.worker(),
        Assignments.firstIncarnation(start.assignment()),
        new Crew.Start(states, start.lives()));
  }

  private void drop(WorkerId worker, int assignment) {
    Carried entry = carried.get(worker);
    if (entry != null && entry.assignment <= assignment) {
      carried.remove(worker);
      crew.stop(worker);
    }
  }

  private void onDeliver(ToHost.Deliver deliver) {
    Carried entry = carried.get(deliver.worker());
    if (entry != null) {
      entry.waiting.add(deliver);
      deliver(entry);
    }
  }

  private void deliver(Carried entry) {
    entry.waiting.removeIf(
        deliver -> {
          boolean now =
              entry.worker != null && newest != null && newest.number() >= deliver.version();
          if (now) {
            entry.worker.tell(deliver.message());
          }
          return now;
        });
  }

  /**
   * What holds numbers is written once, and kept to be sent again: the sums go back to the pool.
   */
  private Behavior<Command> onSays(Says says) {
    FromWorker message = says.envelope().message();
    Carried entry = carried.get(message.worker());
    if (entry == null || peer == null) {
      return this;
    }
    entry.worker = says.envelope().replyTo();
    if (message instanceof FromWorker.Ready || message instanceof FromWorker.Failed) {
      conductor.tell(new ToConductor.Said(epoch, front, message));
    } else if (message == entry.last) {
      peer.send(entry.lastFrame);
    } else {
      Frame frame = WorkerWords.frame(message, says.envelope().state());
      WorkerWords.recycle(message, pool, objective.phases());
      if (frame.type() != DataFrames.CAPTURED) {
        entry.last = message;
        entry.lastFrame = frame;
      }
      peer.send(frame);
    }
    return this;
  }

  private Behavior<Command> onClosed(Closed closed) {
    if (closed.peer() == peer) {
      reset();
    }
    return this;
  }

  private Behavior<Command> onTerminated(Terminated ended) {
    crew.ended(ended);
    return this;
  }

  /** Back to where nothing is carried; the next invitation begins anew. */
  private void reset() {
    List.copyOf(carried.keySet()).forEach(worker -> drop(worker, Integer.MAX_VALUE));
    if (peer != null) {
      peer.close();
    }
    peer = null;
    conductor = null;
    newest = null;
  }

  private Behavior<Command> onStop() {
    reset();
    return this;
  }
}
