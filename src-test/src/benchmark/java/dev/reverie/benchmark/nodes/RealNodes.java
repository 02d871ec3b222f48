package dev.reverie.benchmark.nodes;

import dev.reverie.benchmark.chart.Texts;
import dev.reverie.benchmark.peers.machine.Cores;
import dev.reverie.benchmark.peers.table.Spread;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two nodes of one core each against one of two cores and one of one core. */
@Command(
    name = "nodes",
    description = {
      "Trains 784 x 500 units on one node of two cores, on two nodes of one core each and on one of"
          + " one core, in turn, each node a process that is kept on its cores. Prints updates a second,"
          + " what travels for an update, and how long a snapshot takes to be in use on the other node.",
      "On MNIST where REVERIE_MNIST names the folder of its files, else on drawn digits."
    })
public final class RealNodes implements Callable<Integer> {
  private static final double SHORTEST = 1;
  private static final List<String> MODES = List.of("async", "lockstep");

  /** A snapshot and a matrix of sums, 32 bits a number. */
  private static final double NAIVE_BYTES = 2.0 * 4 * 784 * 500;

  @Option(names = "--rounds", paramLabel = "N", description = "Of each; ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Of looking, after as many to settle; ${DEFAULT-VALUE}.")
  private double seconds = 10;

  @Option(
      names = "--mode",
      split = ",",
      paramLabel = "NAME",
      description = "async or lockstep; ${DEFAULT-VALUE}.")
  private List<String> modes = MODES;

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "BATCH:PARTICLES:STEPS",
      description = "What is trained; ${DEFAULT-VALUE}.")
  private List<String> work = List.of("1000:1000:5", "100:100:1");

  @Option(
      names = "--chains",
      paramLabel = "N",
      description = "That share the particles; ${DEFAULT-VALUE}.")
  private int chains = 8;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  /** Some nodes, and what was seen of them in each round. */
  private record Nodes(String words, List<List<Integer>> cores, List<NodesRun.Seen> seen) {
    Spread spread(ToDoubleFunction<NodesRun.Seen> figure) {
      return Spread.of(seen, figure);
    }
  }

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new RealNodes());
    command.setExecutionExceptionHandler(RealNodes::explain);
    System.exit(command.execute(arguments));
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      System.err.println("nodes: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1 || !(seconds >= SHORTEST) || chains < 1) {
      throw new InputException(
          Texts.format(
              "--rounds %d --seconds %s --chains %d, must be at least 1", rounds, seconds, chains));
    }
    for (String mode : modes) {
      if (!MODES.contains(mode)) {
        throw new InputException("--mode " + mode + ", must be of " + String.join(", ", MODES));
      }
    }
    work.forEach(RealNodes::requireTask);
    Cores cores = Cores.here();
    if (cores.count() < 2 || !cores.pins()) {
      throw new InputException(
          "cores=" + cores.count() + ", must be two at least, and taskset must be there");
    }
    for (String mode : modes) {
      for (String task : work) {
        compare(mode, task, cores.numbers().get(0), cores.numbers().get(1));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void compare(String mode, String task, int one, int other)
      throws IOException, InterruptedException {
    Nodes whole = new Nodes("one node, two cores", List.of(List.of(one, other)), new ArrayList<>());
    Nodes halves =
        new Nodes(
            "two nodes, one core each", List.of(List.of(one), List.of(other)), new ArrayList<>());
    Nodes half = new Nodes("one node, one core", List.of(List.of(one)), new ArrayList<>());
    for (int round = 1; round <= rounds; round++) {
      for (Nodes nodes : List.of(whole, halves, half)) {
        System.err.println(
            "nodes: " + mode + ", " + task + ", round " + round + ": " + nodes.words());
        nodes.seen().add(look(nodes, settings(mode, task)));
      }
    }
    System.out.println(mode + ", batch:particles:steps " + task);
    for (Nodes nodes : List.of(whole, halves, half)) {
      System.out.println(
          "  "
              + nodes.words()
              + ": "
              + text("%.3g", nodes.spread(seen -> seen.updatesPerSecond()))
              + " updates/s, staleness "
              + text("%.2f", nodes.spread(NodesRun.Seen::staleness)));
    }
    print("two nodes against two cores", halves, whole);
    print("two nodes against one core", halves, half);
    Spread bytes = halves.spread(NodesRun.Seen::bytes);
    System.out.println(
        Texts.format(
            "  bytes an update: %,.0f, %.1f %% of a snapshot and a matrix of sums in 32 bits",
            bytes.median(), 100 * bytes.median() / NAIVE_BYTES));
    System.out.println(
        Texts.format(
            "  a snapshot is in use on the other node after %.2g s (median), %.2g s (99 of 100)",
            halves.spread(NodesRun.Seen::snapshotMedian).median(),
            halves.spread(NodesRun.Seen::snapshotMost).median()));
  }

  private static void print(String what, Nodes some, Nodes others) {
    Spread ratios = Spread.ofRatios(some.seen(), others.seen(), NodesRun.Seen::updatesPerSecond);
    System.out.println("  " + what + ": " + text("%.2f", ratios) + "x");
  }

  private static String text(String format, Spread spread) {
    return Texts.format(
        format + " [" + format + ", " + format + "]",
        spread.median(),
        spread.least(),
        spread.most());
  }

  /** Before anything takes time. */
  private static void requireTask(String task) {
    if (!task.matches("[1-9]\\d*:[1-9]\\d*:[1-9]\\d*")) {
      throw new InputException(
          "--work " + task + ", must be BATCH:PARTICLES:STEPS, such as 100:100:1");
    }
  }

  private List<String> settings(String mode, String task) {
    String[] numbers = task.split(":");
    List<String> settings = new ArrayList<>();
    String mnist = System.getenv("REVERIE_MNIST");
    if (mnist != null) {
      settings.add("--data=" + Path.of(mnist, "train-images-idx3-ubyte.gz").toAbsolutePath());
    }
    settings.addAll(List.of("--hidden=500", "--mode=" + mode));
    settings.addAll(List.of("--batch=" + numbers[0], "--particles=" + numbers[1]));
    settings.addAll(List.of("--steps=" + numbers[2], "--chains=" + chains, "--threads=2"));
    settings.addAll(List.of("--max-staleness=16", "--epochs=100000", "--checkpoint-every=0"));
    return settings;
  }

  private NodesRun.Seen look(Nodes nodes, List<String> settings)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("reverie-nodes");
    try (NodesRun run = NodesRun.start(folder.resolve("nodes"), nodes.cores(), settings)) {
      return run.look(seconds);
    }
  }
}
