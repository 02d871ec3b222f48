package dev.reverie.service.command;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataReader;
import dev.reverie.data.DataSource;
import dev.reverie.data.Dataset;
import dev.reverie.data.ValueRange;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.family.Transformed;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.trained.TrainedRun;
import dev.reverie.tensor.Npy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what a model makes of data. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Write the hidden probabilities that data have.",
    description = {
      "",
      "Writes the probabilities of the hidden units given each row of data, or their means where they are real numbers:"
          + " one row of as many numbers as there are hidden units. Of a mixture, the probabilities of its components.",
      ""
    })
final class TransformCommand implements Callable<Integer> {
  private static final String NPY = "npy";

  private final Console console;

  @Mixin private RunArgument run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "All rows of a file (IDX, CSV, NPY), or a built-in set's. Default: the run's own data")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--binarise",
      paramLabel = "HOW",
      description =
          "'threshold' or 'sample' (once); 'none' or 'standardise' for real-valued units. Default: as in training")
  private Optional<String> binarise = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A matrix of 32-bit floats (.npy) or text (.csv). Default: hidden.npy")
  private Path out = Path.of("hidden.npy");

  TransformCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFile file = OutputFile.of(console.folder().resolve(out), List.of(NPY, "csv"));
    TrainedRun trained = run.read(console);
    Binarisation how = Choice.of("binarise", binarise, trained.settings().data().binarisation());
    DataSettings.requireSuitable(how, trained.model().visible());
    String source = data.orElse(trained.settings().data().source());
    Dataset rows = rows(source, ValueRange.of(how));
    trained.requireColumns("data=" + source, rows.columns());
    Transformed transformed =
        trained.model().transform(trained.rows(rows, how)).orElseThrow(() -> lacking(trained));
    float[][] hidden = transformed.rows();
    file.write(
        file.format().equals(NPY) ? to -> Npy.write(to, hidden) : to -> writeCsv(to, hidden));
    console.say(
        hidden.length
            + " rows of "
            + hidden[0].length
            + " "
            + transformed.what()
            + ", data by "
            + Choice.name(how)
            + ": "
            + file.path());
    return 0;
  }

  private static InputException lacking(TrainedRun run) {
    return new InputException(
        run.folder()
            + " has model="
            + run.settings().model()
            + ", must be a model with hidden units");
  }

  private Dataset rows(String source, ValueRange range) {
    return switch (source) {
      case DataSource.DIGITS, DataSource.BARS_AND_STRIPES -> DataSource.of(source).train();
      default -> DataReader.read(console.folder().resolve(source), range);
    };
  }

  private static void writeCsv(OutputStream to, float[][] rows) throws IOException {
    for (float[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (float value : row) {
        line.append(line.length() == 0 ? "" : ",").append(value);
      }
      to.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }
  }
}
