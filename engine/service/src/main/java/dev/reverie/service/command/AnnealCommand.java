package dev.reverie.service.command;

import dev.reverie.annealing.Annealing;
import dev.reverie.annealing.Cooling;
import dev.reverie.coupling.Graph;
import dev.reverie.coupling.Problem;
import dev.reverie.coupling.ProblemReader;
import dev.reverie.coupling.ProblemReader.Format;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.minimisation.Minimisation;
import dev.reverie.service.settings.Choice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for states of low energy. */
@Command(
    name = "anneal",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Find states of low energy of an Ising, QUBO or max-cut problem.",
    description = {
      "",
      "Cools many independent runs of Gibbs sampling, T <- alpha T after each sweep, and keeps the best states. Runs are"
          + " shared by threads; what they find depends on the seed alone. Values are those of the file's own"
          + " objective: the energy -sum of J s s - sum of b s, the quadratic function, or the weight of the cut.",
      ""
    },
    footer = {
      "",
      "Files:",
      "  edges     'i j J' a line; biases as 'i h' or 'i i h'; units from 0",
      "  ising     first line 'n m' (units, lines), then m lines 'i j J'; units from 1",
      "  max-cut   the same (as in the G set), with weights to be cut",
      "  qubo      'p qubo 0 maxNodes nNodes nCouplers', then 'i i q' and 'i j q'; from 0",
      "",
      "  ./reverie anneal glass.txt --runs 200 --sweeps 5000"
    })
final class AnnealCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000_000;
  private static final String TXT = "txt";

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "The problem.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "'edges', 'ising', 'max-cut' or 'qubo'. Default: what the first line looks like; max-cut must be said")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--first-unit",
      paramLabel = "N",
      description = "Number of the first unit in the file, 0 or 1. Default: the format's own")
  private Optional<Integer> firstUnit = Optional.empty();

  @Option(names = "--runs", paramLabel = "N", description = "Independent runs. Default: 100")
  private int runs = 100;

  @Option(
      names = "--sweeps",
      paramLabel = "K",
      description = "Sweeps of each run, one at each temperature. Default: 1000")
  private int sweeps = 1000;

  @Option(
      names = "--temperature-start",
      paramLabel = "T",
      description =
          "Temperature of the first sweep. Default: twice the strongest field's deviation")
  private Optional<Double> start = Optional.empty();

  @Option(
      names = "--temperature-end",
      paramLabel = "T",
      description =
          "Temperature of the last sweep. Default: a tenth of the weakest field's deviation")
  private Optional<Double> end = Optional.empty();

  @Option(
      names = "--states",
      paramLabel = "N",
      description = "How many of the best states are kept. Default: 10")
  private int states = 10;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that share the runs. They do not change the result. Default: one a processor")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the random numbers come from. Default: 1")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The best state, a unit a line (.txt), or all kept ones, a state a row (.csv). Default: anneal.txt")
  private Path out = Path.of("anneal.txt");

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "The best value over the sweeps (.csv). Default: anneal-trace.csv")
  private Path trace = Path.of("anneal-trace.csv");

  AnnealCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Range.require("runs", runs, 1, MOST);
    Range.require("sweeps", sweeps, 1, Cooling.SWEEP_LIMIT);
    Range.require("states", states, 1, MOST);
    Range.require("threads", threads, 1, 1024);
    firstUnit.ifPresent(first -> Range.require("first-unit", first, 0, 1));
    OutputFile stateFile = OutputFile.of(console.folder().resolve(out), List.of(TXT, "csv"));
    OutputFile traceFile = OutputFile.of(console.folder().resolve(trace), List.of("csv"));
    Path path = console.folder().resolve(file);
    Format kind =
        format.isPresent() ? Choice.of("format", format, Format.EDGES) : ProblemReader.format(path);
    int first = first(kind);
    Problem problem = ProblemReader.read(path, kind, OptionalInt.of(first));
    Cooling cooling = cooling(problem);
    requireMemory(problem.couplings().graph());
    console.say("problem: " + kind + ", " + problem.couplings().graph());
    console.say(
        Numbers.format(
            "cooling: %d runs of %d sweeps from T = %.4g to %.4g, alpha %.6f",
            runs, sweeps, cooling.start(), cooling.end(), cooling.alpha()));
    Minimisation found =
        Minimisation.of(problem, first, cooling, seed, runs, states, threads, console);
    found.say(console);
    stateFile.write(stateFile.format().equals(TXT) ? found::writeBest : found::writeStates);
    traceFile.write(found::writeTrace);
    console.say("best state: " + stateFile.path());
    console.say("best value over the sweeps: " + traceFile.path());
    return 0;
  }

  private int first(Format kind) {
    int first = firstUnit.orElse(kind.firstUnit());
    if (kind == Format.QUBO && first != 0) {
      throw new InputException("first-unit=" + first + ", must be 0: QUBO files count from 0");
    }
    return first;
  }

  private Cooling cooling(Problem problem) {
    Cooling suited = Cooling.suited(problem.couplings(), sweeps);
    double from = start.orElse(Math.max(suited.start(), end.orElse(0.0)));
    double to = end.orElse(Math.min(suited.end(), from));
    if (!(from > 0 && from < Double.POSITIVE_INFINITY)) {
      throw new InputException("temperature-start=" + from + ", must be a finite number above 0");
    }
    if (!(to > 0 && to <= from)) {
      throw new InputException(
          "temperature-end=" + to + ", must be above 0 and at most the temperature-start=" + from);
    }
    return new Cooling(from, to, sweeps);
  }

  private void requireMemory(Graph graph) {
    long needed = Annealing.bytes(graph, Math.min(threads, runs), Math.min(states, runs));
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new InputException(
          "annealing takes at least "
              + Numbers.bytes(needed)
              + " of memory and there are "
              + Numbers.bytes(most)
              + ": take fewer threads or states, or give the JVM more by -Xmx");
    }
  }
}
