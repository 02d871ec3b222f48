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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs Reverie and its peers in turn, and prints how they compare. */
@Command(
    name = "src-test/compare",
    mixinStandardHelpOptions = true,
    header = "Compare Reverie with its peers, side by side on this machine.",
    description = {
      "",
      "Trains a binary RBM of 784 x 500 units by PCD-1 with batches of 100 and 100 particles, here, in scikit-learn, in"
          + " PyTorch and in NumPy, each pinned to one core; both of a pair measure in turn, and the median of the ratios"
          + " pair by pair counts. Standard output is for results.",
      ""
    })
public final class Compare implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each pair. Default: 7")
  private int rounds = 7;

  @Option(names = "--seconds", paramLabel = "S", description = "Seconds of a round. Default: 2")
  private double seconds = 2;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these: sklearn, torch, numpy, cores, sweep-mnist, sweep-half, loop, serial, heap, jdk."
              + " Default: all")
  private List<String> only = List.of();

  @Option(
      names = "--to-nats",
      description = "Also the time from the start to -100 nats; takes many minutes")
  private boolean toNats;

  @Option(
      names = "--nats-rounds",
      paramLabel = "N",
      description = "Trainings of each side for that. Default: 3")
  private int natsRounds = 3;

  @Option(
      names = "--temperatures",
      paramLabel = "N",
      description = "Inverse temperatures of its estimator. Default: 10000")
  private int temperatures = 10_000;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write every round as it was measured to this file")
  private Optional<Path> csv = Optional.empty();

  @Option(
      names = "--install",
      description = "Install the peers' Debian packages if they are missing")
  private boolean install;

  private final Path root = Path.of(System.getProperty("reverie.root"));
  private final Path scripts = Path.of(System.getProperty("reverie.peers"));
  private final List<String> arguments;

  private Compare(String[] arguments) {
    this.arguments = List.of(arguments);
  }

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Compare(arguments));
    line.setParameterExceptionHandler(
        (e, given) -> complain(e.getMessage() + " (see src-test/compare --help)", UNUSABLE));
    line.setExecutionExceptionHandler(
        (e, command, result) ->
            e instanceof InputException
                ? complain(e.getMessage(), UNUSABLE)
                : complain("failed: " + e, 1));
    System.exit(line.execute(arguments));
  }

  private static int complain(String message, int status) {
    System.err.println("compare: " + message);
    return status;
  }

  @Override
  public Integer call() throws IOException {
    requireRange("rounds", rounds);
    requireRange("nats-rounds", natsRounds);
    requireRange("temperatures", temperatures);
    if (!(seconds >= 0.2 && seconds <= 3600)) {
      throw new InputException("seconds=" + seconds + ", must be 0.2 to 3600");
    }
    Path folder = Files.createTempDirectory("reverie-compare");
    try {
      compare(folder);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void requireRange(String name, int value) {
    if (value < 1 || value > 1_000_000) {
      throw new InputException(name + "=" + value + ", must be 1 to 1000000");
    }
  }

  private void compare(Path folder) throws IOException {
    Peers peers = peers();
    SharedData data = SharedData.find(root);
    Workers workers =
        new Workers(root, scripts, Cores.here(), folder.resolve("train.npy"), seconds);
    List<Entry> entries = chosen(new Plan(workers, peers).entries());
    csv.ifPresent(Compare::requireWritable);
    data.write(workers.data());
    describe(workers.cores(), peers, data);
    List<Contest.Result> results = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.addAll(run(entry, results));
    }
    if (toNats) {
      Judge judge = new Judge(data.train(), data.test(), temperatures);
      TimeToNats trainings =
          new TimeToNats(workers, judge, data.train().columns(), folder, Compare::say);
      System.out.println("judge       " + judge);
      rows.addAll(
          new NatsRows(trainings, natsRounds).rows(workers.cores().count(), peers.have("sklearn")));
    }
    System.out.println();
    TextTable.lines(rows).forEach(System.out::println);
    if (csv.isPresent()) {
      try (Writer out = Files.newBufferedWriter(csv.get())) {
        RoundsFile.write(out, results);
      }
    }
  }

  private Peers peers() {
    Peers peers = Peers.find(scripts);
    if (!peers.missing().isEmpty() && install) {
      Peers.install();
      peers = Peers.find(scripts);
    }
    if (!peers.missing().isEmpty()) {
      say(
          "not installed: "
              + String.join(", ", peers.missing())
              + "; what installs them (or --install): "
              + Peers.installLine());
    }
    return peers;
  }

  private List<Entry> chosen(List<Entry> all) {
    List<String> names = all.stream().map(Entry::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new InputException("only=" + name + ", must be of " + String.join(", ", names));
      }
    }
    return only.isEmpty()
        ? all
        : all.stream().filter(entry -> only.contains(entry.name())).toList();
  }

  /** Before anything takes time. */
  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw new InputException("csv=" + file + " cannot be written, must be a file in a folder");
    }
  }

  private void describe(Cores cores, Peers peers, SharedData data) {
    System.out.println("command     src-test/compare " + String.join(" ", arguments));
    System.out.println("processor   " + Processor.name() + ", cores: " + cores.count());
    System.out.println("Java        " + Jdk.running());
    System.out.println("peers       " + peers.description());
    System.out.println("BLAS        " + String.join(", ", peers.blas()));
    System.out.println("data        " + data.description());
    if (!cores.pins()) {
      System.out.println("pinning     none: there is no taskset on the path");
    }
    if (cores.count() < 2) {
      System.out.println("cores       one only: nothing can be said of two");
    }
  }

  private List<Row> run(Entry entry, List<Contest.Result> results) {
    if (entry.obstacle().isPresent()) {
      return entry.notMeasured(entry.obstacle().get());
    }
    try {
      Contest.Result result =
          entry.contest().get().run(Math.min(rounds, entry.mostRounds()), Compare::say);
      results.add(result);
      return entry.rows().apply(result);
    } catch (WorkerFailure e) {
      say(e.getMessage());
      return entry.notMeasured(e.getMessage());
    }
  }

  private static void say(String line) {
    System.err.println("compare: " + line);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
