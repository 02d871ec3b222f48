package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.machine.Jdk;
import dev.reverie.benchmark.peers.machine.Peers;
import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.process.Worker;
import dev.reverie.benchmark.peers.table.Goal;
import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.Unit;
import dev.reverie.benchmark.peers.workload.WorkloadSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Everything that is compared, in the order of the table. */
final class Plan {
  private static final int MANY_PARTICLES = 1_000_000;
  private static final int FEW_PARTICLES = 1_000;
  private static final int MANY_ROUNDS = Integer.MAX_VALUE;
  private static final int FEW_ROUNDS = 3;
  private static final int OLD = 17;
  private static final int NEW = 25;

  private final Workers workers;
  private final Peers peers;

  Plan(Workers workers, Peers peers) {
    this.workers = workers;
    this.peers = peers;
  }

  List<Entry> entries() {
    return List.of(
        peer("sklearn", new Goal("training against scikit-learn BernoulliRBM", Unit.TIMES, 6, 10)),
        peer("torch", new Goal("training against a PyTorch loop", Unit.TIMES, 5, 10)),
        peer("numpy", Goal.none("training against a NumPy loop", Unit.TIMES)),
        cores(),
        apart(),
        sweep(
            "sweep-mnist", new Goal("Gibbs sweep against sgemm, MNIST states", Unit.TIMES, 3.5, 8)),
        sweep("sweep-half", new Goal("Gibbs sweep against sgemm, half on", Unit.TIMES, 1.4, 2.5)),
        loop(),
        serial(),
        heap(),
        jdks(),
        kind("binary"),
        kind("spin"),
        kind("softmax"),
        kind("label"));
  }

  private Entry kind(String kind) {
    String name = "kind-" + kind;
    return entry(
        name,
        Goal.none("Gibbs sweep against a NumPy loop, " + kind + " units", Unit.TIMES),
        lacking("scipy"),
        () -> Contest.of(name, workers.ours(name), workers.peer(workers.settings(name))),
        Rows::sweeps);
  }

  private Entry peer(String name, Goal goal) {
    return entry(
        name,
        goal,
        lacking(name.equals("torch") ? "torch" : name.equals("sklearn") ? "sklearn" : "scipy"),
        () -> Contest.of(name, workers.ours("engine"), workers.peer(workers.settings(name))),
        Rows::training);
  }

  private Entry sweep(String name, Goal goal) {
    return entry(
        name,
        goal,
        lacking("scipy"),
        () -> Contest.of(name, workers.ours(name), workers.peer(workers.settings("sgemm"))),
        Rows::sweeps);
  }

  private Optional<String> lacking(String module) {
    return peers.have("numpy", module)
        ? Optional.empty()
        : Optional.of(module + " is not installed");
  }

  private Entry cores() {
    WorkloadSettings settings = workers.settings("engine").withThreads(2);
    return entry(
        "cores",
        new Goal("two cores against one of our own, asynchronous", Unit.TIMES, 1.8, 1.95),
        needsTwoCores(),
        () ->
            Contest.of(
                "cores",
                workers.ours("reverie engine, two cores", Jdk.running(), settings, 2),
                workers.ours("engine")),
        Rows::onCores);
  }

  /**
   * The most that two cores can give here and now: where they share a cache, that is less than 2.
   */
  private Entry apart() {
    WorkloadSettings settings = workers.settings("apart").withThreads(2);
    return entry(
        "apart",
        Goal.none("two plain loops on two cores against one", Unit.TIMES),
        needsTwoCores(),
        () ->
            Contest.of(
                "apart",
                workers.ours("reverie loops, two cores", Jdk.running(), settings, 2),
                workers.ours("loop")),
        Rows::training);
  }

  private Optional<String> needsTwoCores() {
    return workers.cores().count() > 1 ? Optional.empty() : Optional.of("there is one core only");
  }

  private Entry loop() {
    Goal against = new Goal("engine through actors against the plain loop", Unit.PERCENT, .9, .97);
    Goal allocation =
        new Goal("allocation per update in steady state", Unit.KILOBYTES, 100e3, 10e3);
    return new Entry(
        "loop",
        List.of(against, allocation),
        Optional.empty(),
        MANY_ROUNDS,
        () -> Contest.of("loop", workers.ours("engine"), workers.ours("loop")),
        result -> List.of(Rows.training(against, result), Rows.allocation(allocation, result)));
  }

  private Entry serial() {
    return entry(
        "serial",
        new Goal("serial part of an update", Unit.PERCENT, .1, .04),
        Optional.empty(),
        () -> new Contest("serial", workers.ours("serial"), Optional.empty()),
        Rows::serial);
  }

  private Entry heap() {
    Goal goal =
        new Goal(
            "live heap for 1,000,000 particles of 784 units, beside the model",
            Unit.MEGABYTES,
            220e6,
            130e6);
    return new Entry(
        "heap",
        List.of(goal),
        Optional.empty(),
        FEW_ROUNDS,
        () -> Contest.of("heap", heap(MANY_PARTICLES), heap(FEW_PARTICLES)),
        result -> List.of(Rows.heap(goal, result)));
  }

  private Worker heap(int particles) {
    int threads = Math.min(2, workers.cores().count());
    return workers.ours(
        "reverie heap, " + particles + " particles",
        Jdk.running(),
        workers.settings("heap").withParticles(particles).withThreads(threads),
        threads);
  }

  private Entry jdks() {
    Optional<Jdk> older = Jdk.of(OLD);
    Optional<Jdk> newer = Jdk.of(NEW);
    String missing = older.isEmpty() ? "JDK " + OLD : newer.isEmpty() ? "JDK " + NEW : "";
    return entry(
        "jdk",
        new Goal("JDK 17 against JDK 25", Unit.TIMES, 0.7, 0.9),
        missing.isEmpty()
            ? Optional.empty()
            : Optional.of("no " + missing + " found, REVERIE_OTHER_JDK may name one"),
        () -> Contest.of("jdk", engine(older.orElseThrow()), engine(newer.orElseThrow())),
        Rows::training);
  }

  private Worker engine(Jdk jdk) {
    return workers.ours("reverie engine, " + jdk, jdk, workers.settings("engine"), 1);
  }

  private static Entry entry(
      String name,
      Goal goal,
      Optional<String> obstacle,
      Supplier<Contest> contest,
      BiFunction<Goal, Contest.Result, Row> row) {
    return new Entry(
        name,
        List.of(goal),
        obstacle,
        MANY_ROUNDS,
        contest,
        result -> List.of(row.apply(goal, result)));
  }
}
