package dev.reverie.service.command;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.data.StateRows;
import dev.reverie.data.ValueRange;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Recaller;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.trained.TrainedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Corrupts patterns and lets a model bring them back. */
@Command(
    name = "recall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Corrupt stored patterns and see them come back.",
    description = {
      "",
      "Flips units of the patterns that a Hopfield network has stored, lets it fall to a fixed point by updates of one"
          + " unit at a time, and tells the overlaps: 1 for the pattern itself, -1 for its negative. The picture shows"
          + " three tiles for each: the pattern, corrupted, and recalled.",
      ""
    },
    footer = {
      "",
      "Fifty drawn digits, stored and recalled:",
      "  ./reverie train --model hopfield --data digits",
      "  ./reverie recall runs/digits-hopfield-1 --corrupt 0.2"
    })
final class RecallCommand implements Callable<Integer> {
  private static final int TRIPLES_ACROSS = 4;
  private static final int TILES = 3;

  private final Console console;

  @Mixin private RunArgument run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Other rows than those stored, as in train --data. Default: the run's own")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many patterns, the first ones. Default: 20, or all where there are fewer")
  private Optional<Integer> count = Optional.empty();

  @Option(
      names = "--corrupt",
      paramLabel = "P",
      description = "Probability that a unit is flipped, from 0 to 1. Default: 0.1")
  private double corrupt = 0.1;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the random numbers come from. Default: 1")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture (.png). Default: recall.png")
  private Path out = Path.of("recall.png");

  RecallCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!(corrupt >= 0 && corrupt <= 1)) {
      throw new InputException("corrupt=" + corrupt + ", must be a number from 0 to 1");
    }
    OutputFile file = OutputFile.of(console.folder().resolve(out), List.of("png"));
    TrainedRun trained = run.read(console);
    Recaller recaller = trained.model().recaller(seed).orElseThrow(() -> lacking(trained));
    StateRows rows = rows(trained);
    int stored = data.isPresent() ? rows.rows() : Math.min(recaller.stored(), rows.rows());
    Pictures pictures = new Pictures(trained.found().height(), trained.found().width());
    int most = Math.max(1, Math.min(stored, pictures.most() / TILES));
    count.ifPresent(given -> Range.require("count", given, 1, most));
    draw(recall(recaller, rows, count.orElse(Math.min(20, most))), pictures, file);
    return 0;
  }

  private static InputException lacking(TrainedRun run) {
    return new InputException(
        run.folder()
            + " has model="
            + run.settings().model()
            + ", must be a model that stores patterns: hopfield");
  }

  private StateRows rows(TrainedRun trained) {
    String source = data.orElse(trained.settings().data().source());
    String path = data.isPresent() ? resolved(source) : source;
    DataSource found =
        DataSource.of(
            path,
            ValueRange.of(trained.settings().data().binarisation()),
            trained.settings().design().holdsOut());
    trained.requireColumns("data=" + source, found.train().columns());
    return trained.rows(found.train(), trained.settings().data().binarisation());
  }

  private String resolved(String source) {
    return source.equals(DataSource.DIGITS) || source.equals(DataSource.BARS_AND_STRIPES)
        ? source
        : console.folder().resolve(source).toString();
  }

  /** Three tiles for each pattern. */
  private float[][] recall(Recaller recaller, StateRows rows, int patterns) {
    float[][] tiles = new float[TILES * patterns][];
    double corruptedSum = 0;
    double recalledSum = 0;
    int back = 0;
    for (int n = 0; n < patterns; n++) {
      float[] row = new float[rows.columns()];
      rows.values(BinaryRows.ONCE, n, row, 0);
      float[] corrupted = recaller.corrupted(row, corrupt, n);
      float[] recalled = recaller.recalled(corrupted, n);
      double before = recaller.overlap(row, corrupted);
      double after = recaller.overlap(row, recalled);
      console.say(
          Numbers.format(
              "pattern %d: overlap %.4f corrupted, %.4f recalled", n + 1, before, after));
      tiles[TILES * n] = row;
      tiles[TILES * n + 1] = corrupted;
      tiles[TILES * n + 2] = recalled;
      corruptedSum += before;
      recalledSum += after;
      back += after == 1 ? 1 : 0;
    }
    console.say(
        Numbers.format(
            "%d of %d patterns came back as they were; mean overlap %.4f corrupted, %.4f recalled",
            back, patterns, corruptedSum / patterns, recalledSum / patterns));
    return tiles;
  }

  private void draw(float[][] tiles, Pictures pictures, OutputFile file) {
    try {
      pictures.writeInColumns(file.path(), tiles, TILES, TRIPLES_ACROSS);
    } catch (IOException e) {
      throw new InputException(file.path() + " cannot be written: " + e.getMessage(), e);
    }
    console.say("pattern, corrupted, recalled: " + file.path());
  }
}
