package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.chain.CarriedStart;
import dev.reverie.chain.CarriedWork;
import dev.reverie.chain.Crew;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.SimulatedWorker;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A node: carries its host's decisions and workers as {@link Host} does, and may conduct. */
final class SimulatedNode implements Hosting.Outbox {
  private static final int SLAB_TIME = 100;
  private static final int FILE_TIME = 500;

  private final Shared shared;
  private final World world;
  private final Plan plan;
  private final int side;
  private final Objective objective;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final ActorRef<ToHost> front;
  private final Mailbox mailbox;
  private final Mailbox conductorMailbox;
  private final Hosting hosting;
  private final Map<WorkerId, Carried> crew = new LinkedHashMap<>();
  private final Map<WorkerId, SimulatedWorker> heard = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<ActorRef<ToHost>> listing = new LinkedHashSet<>();
  private CarriedWork.Host workplace;
  private SimulatedConductor conductor;
  private NodeEvent.Ended ended;
  private boolean alive = true;
  private long workTime;
  private int mostWorkers;
  private int leaks;

  /**
   * What a node is.
   *
   * @param pace times that its work takes longer than elsewhere
   */
  record Plan(String name, int cores, boolean conducts, int pace) {}

  private record Carried(SimulatedWorker worker, String name) {
    int leaks() {
      return worker.leaks();
    }
  }

  /**
   * @param side on which it is when the network is cut
   */
  SimulatedNode(Shared shared, Plan plan, int side) {
    this.shared = shared;
    this.world = shared.world();
    this.front = world.actor();
    this.plan = plan;
    this.side = side;
    this.objective = shared.books().ofNode();
    this.store = new SnapshotStore(objective.layout(), true);
    this.pool = new SumsPool(objective.phases());
    this.mailbox = new Mailbox(world, () -> alive);
    this.conductorMailbox = new Mailbox(world, () -> alive);
    this.hosting = new Hosting(front, this);
  }

  Plan plan() {
    return plan;
  }

  int side() {
    return side;
  }

  boolean isAlive() {
    return alive;
  }

  ActorRef<ToHost> front() {
    return front;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Mailbox conductorMailbox() {
    return conductorMailbox;
  }

  Set<ActorRef<ToHost>> listing() {
    return new LinkedHashSet<>(listing);
  }

  /** Null where there is none. */
  SimulatedConductor conductor() {
    return conductor;
  }

  /** What it has heard last of the end of the training; null for nothing. */
  NodeEvent.Ended ended() {
    return ended;
  }

  /** Buffers of parameters are no more than have readers, but for readers that failed. */
  void requireLittleUsed() {
    long most = mostWorkers + 4L + leaks + crew.values().stream().mapToInt(Carried::leaks).sum();
    shared
        .books()
        .require(store.allocated() <= most, "buffers=" + store.allocated() + ", most=" + most);
  }

  /** For people. */
  String status() {
    return "side "
        + side
        + ", epoch "
        + (conductor == null ? "none" : conductor.epoch())
        + ", workers "
        + crew.keySet()
        + ", sees "
        + listing.size()
        + ", "
        + ended;
  }

  void conduct() {
    conductor = new SimulatedConductor(shared, this);
  }

  /** The conductor here is stopped. */
  void stopConducting() {
    conductor.stop();
    conductor = null;
  }

  void crash() {
    alive = false;
    crew.values().forEach(carried -> carried.worker().end());
    if (conductor != null) {
      stopConducting();
    }
  }

  /** A host is there, or is not, as far as this node knows. */
  void sees(ActorRef<ToHost> host, boolean there) {
    boolean changed = there ? listing.add(host) : listing.remove(host);
    if (changed && conductor != null) {
      conductorMailbox.tell(this::list);
    }
  }

  private void list() {
    if (conductor != null) {
      conductor.listed(listing());
    }
  }

  /** An actor on another node is known to have ended. */
  void ended(ActorRef<ToHost> host) {
    conductorMailbox.tell(
        () -> {
          if (conductor != null) {
            conductor.gone(host);
          }
        });
  }

  void receive(ToHost message) {
    hosting.receive(message);
    shared.books().requireFew("deliveries waiting", hosting.waiting());
  }

  @Override
  public void greet(ActorRef<ToConductor> to, long epoch, Version seen) {
    world
        .timeline()
        .after(
            world.random().nextInt(FILE_TIME),
            () ->
                mailbox.tell(
                    () ->
                        tell(
                            to,
                            new ToConductor.Hello(
                                epoch,
                                front,
                                plan.name(),
                                plan.cores(),
                                seen,
                                Identities.of(
                                    shared.run(),
                                    plan.conducts(),
                                    shared.folder().mark((int) epoch))))));
  }

  @Override
  public void tell(ActorRef<ToConductor> to, ToConductor message) {
    world.tell(this, to, message);
  }

  @Override
  public void connect(ToHost.Welcome welcome) {
    if (conductor != null && conductor.epoch() == welcome.epoch()) {
      enter(conductor.desk(), welcome);
    } else {
      world.timeline().after(world.latency(), () -> dial(welcome));
    }
  }

  private void enter(Desk desk, ToHost.Welcome welcome) {
    NearWire end =
        new NearWire(
            (from, frame) -> mailbox.tell(() -> hosting.came(from, frame)),
            from -> mailbox.tell(() -> hosting.closed(from)));
    if (hosting.opened(welcome.epoch(), new NearLine(desk, front, end))) {
      workplace = workplace(desk.store(), desk.pool());
      desk.conductor().opened(end, welcome.token());
      hosting.ready();
    }
  }

  /** Every look at the clock of a quantum takes its time, so that quanta end anywhere. */
  private CarriedWork.Host workplace(SnapshotStore snapshots, SumsPool sums) {
    return new CarriedWork.Host(
        snapshots, sums, () -> workTime += world.random().nextInt(SLAB_TIME), SLAB_TIME);
  }

  private void dial(ToHost.Welcome welcome) {
    SimulatedConductor server = world.server(welcome.port());
    if (!alive
        || server == null
        || !world.reaches(this, server.node())
        || !server.admits(welcome.token())) {
      return;
    }
    SimulatedConnection connection = new SimulatedConnection(world, this, server.node());
    connection
        .host()
        .handle(
            (from, frame) ->
                mailbox.tell(() -> hosting.came(from, DataFrames.requireForHosts(frame))),
            from -> mailbox.tell(() -> hosting.closed(from)));
    world.add(connection);
    server.accept(connection.conductor(), welcome.token());
    mailbox.tell(() -> connected(connection.host(), welcome.epoch()));
  }

  private void connected(Wire wire, long epoch) {
    FarLine line = new FarLine(wire, objective, store, pool, Stride.of(shared.run()));
    if (hosting.opened(epoch, line)) {
      workplace = workplace(store, pool);
    }
  }

  @Override
  public void start(WorkerId id, int incarnation, Crew.Start start) {
    String name = id + "-" + incarnation;
    shared.books().require(names.add(name), "two actors are called " + name);
    SimulatedWorker[] self = new SimulatedWorker[1];
    CarriedStart carried =
        new CarriedStart(
            id,
            start == null || shared.plant() != Plant.SAME_LIVES
                ? start
                : new Crew.Start(start.particles(), 0),
            objective,
            shared.run(),
            workplace,
            KeptStates.areKept(objective, shared.run()),
            (message, state) ->
                mailbox.tell(
                    () -> {
                      if (hosting.says(message, state)) {
                        heard.put(id, self[0]);
                      }
                    }));
    self[0] =
        new SimulatedWorker(
            (again, says) -> carried.begin(incarnation + again),
            message -> {},
            world.timeline(),
            world.faults(),
            world.random(),
            plan.pace());
    crew.put(id, new Carried(self[0], name));
    mostWorkers = Math.max(mostWorkers, names.size());
    soon(self[0]::start);
  }

  /** A worker ends with what it is at. */
  @Override
  public void stop(WorkerId id) {
    Carried stopped = crew.remove(id);
    if (stopped != null) {
      soon(
          () -> {
            stopped.worker().end();
            leaks += stopped.leaks();
            names.remove(stopped.name());
          });
    }
  }

  @Override
  public void tell(WorkerId id, ToWorker message) {
    SimulatedWorker worker = heard.get(id);
    soon(() -> worker.receive(message));
  }

  private void soon(Runnable action) {
    world.timeline().after(world.random().nextInt(SLAB_TIME), () -> ifAlive(action));
  }

  private void ifAlive(Runnable action) {
    if (alive) {
      action.run();
    }
  }

  @Override
  public void tell(NodeEvent event) {
    if (event instanceof NodeEvent.Ended end && end.status().equals(NodeEvent.SUPERSEDED)) {
      soon(this::startAgain);
    } else if (event instanceof NodeEvent.Ended end) {
      ended = end;
    } else {
      ended = null;
      shared.books().require(!(event instanceof NodeEvent.Refused), event.toString());
    }
  }

  private void startAgain() {
    world.crash(this);
    world.join(new SimulatedNode(shared, plan, side));
  }

  @Override
  public void warn(String line) {
    shared.books().require(false, line);
  }
}
