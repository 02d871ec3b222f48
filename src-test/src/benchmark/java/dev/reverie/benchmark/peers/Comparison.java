package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.machine.Cores;
import dev.reverie.benchmark.peers.machine.Jdk;
import dev.reverie.benchmark.peers.machine.Peers;
import dev.reverie.benchmark.peers.machine.Processor;
import dev.reverie.benchmark.peers.nats.Judge;
import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.process.WorkerFailure;
import dev.reverie.benchmark.peers.table.RoundsFile;
import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.TextTable;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs contests one after the other and gathers their rows. */
final class Comparison {
  private final Workers workers;
  private final Peers peers;
  private final SharedData data;
  private final int rounds;
  private final List<Contest.Result> results = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  Comparison(Workers workers, Peers peers, SharedData data, int rounds) {
    this.workers = workers;
    this.peers = peers;
    this.data = data;
    this.rounds = rounds;
  }

  /**
   * What is to be compared.
   *
   * @param only names; everything without them
   */
  List<Entry> entries(Optional<List<String>> only) {
    List<Entry> all = new Plan(workers, peers).entries();
    List<String> names = all.stream().map(Entry::name).toList();
    List<String> wanted = only.orElse(names);
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new InputException(
            "only=" + name + ", must be of " + String.join(", ", names) + ", nats");
      }
    }
    return all.stream().filter(entry -> wanted.contains(entry.name())).toList();
  }

  /** What is run where, on standard output. */
  void describe(List<String> arguments) {
    Cores cores = workers.cores();
    System.out.println("command     src-test/compare " + String.join(" ", arguments));
    System.out.println("processor   " + Processor.name() + ", cores: " + cores.count());
    System.out.println("Java        " + Jdk.running());
    System.out.println("peers       " + peers.description());
    System.out.printf(
        Locale.ROOT,
        "BLAS        %s: %.1f GFLOP/s (sgemm of 2000 x 2000, one thread)%n",
        String.join(", ", peers.blas()),
        peers.gflops());
    System.out.println("data        " + data.description());
    if (!cores.pins()) {
      System.out.println("pinning     none: there is no taskset on the path");
    }
    if (cores.count() < 2) {
      System.out.println("cores       one only: nothing can be said of two");
    }
  }

  void run(List<Entry> entries) {
    entries.forEach(entry -> rows.addAll(run(entry)));
  }

  private List<Row> run(Entry entry) {
    if (entry.obstacle().isPresent()) {
      return entry.notMeasured(entry.obstacle().get());
    }
    try {
      Contest.Result result =
          entry.contest().get().run(Math.min(rounds, entry.mostRounds()), Comparison::say);
      results.add(result);
      return entry.rows().apply(result);
    } catch (WorkerFailure e) {
      say(e.getMessage());
      return entry.notMeasured(e.getMessage());
    }
  }

  /** Trains to {@link TimeToNats#LEVEL}, in a folder for what is kept on the way. */
  void timeToNats(Path folder, int trainings, int temperatures) {
    Judge judge = new Judge(data.train(), data.test(), temperatures);
    System.out.println("judge       " + judge);
    TimeToNats toNats =
        new TimeToNats(workers, judge, data.train().columns(), folder, Comparison::say);
    boolean two = workers.cores().count() > 1;
    boolean sklearn = peers.have("sklearn");
    try {
      rows.addAll(
          new NatsRows(trainings)
              .rows(
                  (pace, seed) -> toNats.ours(1, pace, seed),
                  two ? Optional.of((pace, seed) -> toNats.ours(2, pace, seed)) : Optional.empty(),
                  sklearn ? Optional.of(toNats::sklearn) : Optional.empty()));
    } catch (WorkerFailure e) {
      say(e.getMessage());
      rows.addAll(NatsRows.notMeasured(e.getMessage()));
    }
  }

  /** The table, and all rounds where a file for them is named. */
  void print(Optional<Path> csv) throws IOException {
    System.out.println();
    TextTable.lines(rows).forEach(System.out::println);
    if (csv.isPresent()) {
      try (Writer out = Files.newBufferedWriter(csv.get())) {
        RoundsFile.write(out, results);
      }
    }
  }

  /** On the way, on the error stream. */
  static void say(String line) {
    System.err.println("compare: " + line);
  }
}
