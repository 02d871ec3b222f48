package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.machine.Cores;
import dev.reverie.benchmark.peers.machine.Peers;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int MOST = 1_000_000;
  private static final String NATS = "nats";
  private static final double SHORTEST = 0.2;
  private static final double LONGEST = 3600;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each pair. Default: 7")
  private int rounds = 7;

  @Option(names = "--seconds", paramLabel = "S", description = "Seconds of a round. Default: 2")
  private double seconds = 2;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these: sklearn, torch, numpy, cores, apart, sweep-mnist, sweep-half, loop, serial, heap,"
              + " jdk, kind-binary, kind-spin, kind-softmax, kind-label, nats. Default: all but nats")
  private List<String> only = List.of();

  @Option(
      names = "--to-nats",
      description = "Also nats, the time from the start to -100 nats; takes many minutes")
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
    if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
      throw new InputException("seconds=" + seconds + ", must be 0.2 to 3600");
    }
    csv.ifPresent(Compare::requireWritable);
    Path root = Path.of(System.getProperty("reverie.root"));
    Path scripts = Path.of(System.getProperty("reverie.peers"));
    Path folder = Files.createTempDirectory("reverie-compare");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    SharedData data = SharedData.find(root);
    Workers workers =
        new Workers(root, scripts, Cores.here(), folder.resolve("train.npy"), seconds);
    Comparison comparison = new Comparison(workers, peers(scripts), data, rounds);
    List<Entry> entries = comparison.entries(contests());
    data.write(workers.data());
    comparison.describe(arguments);
    comparison.run(entries);
    if (toNats || only.contains(NATS)) {
      comparison.timeToNats(folder, natsRounds, temperatures);
    }
    comparison.print(csv);
    return 0;
  }

  /** What is asked for besides the time to a likelihood; nothing stands for all. */
  private Optional<List<String>> contests() {
    return only.isEmpty()
        ? Optional.empty()
        : Optional.of(only.stream().filter(name -> !name.equals(NATS)).toList());
  }

  private static void requireRange(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new InputException(name + "=" + value + ", must be 1 to " + MOST);
    }
  }

  /** Before anything takes time. */
  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw new InputException("csv=" + file + " cannot be written, must be a file in a folder");
    }
  }

  /** What there is of them; what is missing is installed only when that was asked for. */
  private Peers peers(Path scripts) {
    if (install) {
      try {
        Peers there = Peers.find(scripts);
        if (there.missing().isEmpty()) {
          return there;
        }
      } catch (InputException e) {
        Comparison.say(e.getMessage());
      }
      Peers.install();
    }
    Peers peers = Peers.find(scripts);
    if (!peers.missing().isEmpty()) {
      Comparison.say(
          "not installed: "
              + String.join(", ", peers.missing())
              + "; what installs them (or --install): "
              + Peers.installLine());
    }
    return peers;
  }

  /** Also when the comparison is interrupted; what cannot be deleted stays. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      Comparison.say(folder + " stays: " + e);
    }
  }
}
