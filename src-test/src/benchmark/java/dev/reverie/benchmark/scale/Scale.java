package dev.reverie.benchmark.scale;

import dev.reverie.benchmark.growth.Material;
import dev.reverie.benchmark.scale.cost.CostsFile;
import dev.reverie.benchmark.scale.cost.Measured;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures costs, and predicts from them or holds the predictions against timer nodes. */
@Command(
    name = "scale",
    description = {
      "Predicts updates a second and staleness on 1 to 1,000 nodes, for links of 1, 10 and 100 Gbit/s,"
          + " from what sweeps, updates, messages and bytes cost on this machine. Writes costs.csv,"
          + " scale.csv and scale.png.",
      "With --check it starts real nodes whose sweeps are timers, and writes check.csv: what was"
          + " predicted and what was seen.",
      "On MNIST where REVERIE_MNIST names the folder of its files, else on drawn digits."
    })
public final class Scale implements Callable<Integer> {
  private static final int TRAINED_UPDATES = 300;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; ${DEFAULT-VALUE}.")
  private Path out = Path.of("runs", "scale");

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "Costs that were measured before, instead of measuring.")
  private Optional<Path> costs = Optional.empty();

  @Option(names = "--check", description = "Hold predictions against nodes with timers.")
  private boolean check;

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "N",
      description = "How many, with --check; ${DEFAULT-VALUE}.")
  private List<Integer> nodes = List.of(3, 8, 16);

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "BATCH:PARTICLES:STEPS",
      description = "What is trained; ${DEFAULT-VALUE}.")
  private List<String> work = List.of("100:1000:1", "100:1000:10", "100:1000:100");

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Of each node, for predictions; ${DEFAULT-VALUE}.")
  private int cores = 1;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Scale());
    command.setExecutionExceptionHandler(Scale::explain);
    System.exit(command.execute(arguments));
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      System.err.println("scale: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Task> tasks = work.stream().map(Task::parse).toList();
    Files.createDirectories(out);
    Measured measured = measured();
    if (check) {
      new Check(measured, out).run(nodes, tasks);
    } else {
      new Prediction(measured, cores, out).run(tasks);
    }
    return CommandLine.ExitCode.OK;
  }

  private Measured measured() throws IOException {
    if (costs.isPresent()) {
      return CostsFile.read(costs.get());
    }
    Material material = Material.prepare(TRAINED_UPDATES);
    System.err.println(material.words());
    Measured measured = Measured.of(material.usual());
    CostsFile.write(measured, out.resolve("costs.csv"));
    return measured;
  }
}
