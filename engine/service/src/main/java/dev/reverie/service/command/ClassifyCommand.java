package dev.reverie.service.command;

import dev.reverie.service.classification.Classification;
import dev.reverie.service.console.Console;
import dev.reverie.service.trained.TrainedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts the classes of data. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Predict the classes of data, and tell how often that is right.",
    description = {
      "",
      "Predicts the class of each row by p(class | row), with a model that was trained with labels. It is exact but for"
          + " Boltzmann machines with many coupled hidden units, where it is sampled. Tells the error and the confusion matrix, and draws what the model dreams of each class.",
      ""
    },
    footer = {
      "",
      "Handwritten digits, learned and recognised:",
      "  ./reverie train --model label-rbm --objective hybrid --data train-images-idx3-ubyte.gz",
      "  ./reverie classify runs/train-images-idx3-ubyte-500-1"
    })
final class ClassifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RunArgument run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "A data file or a built-in set; its test rows if it has any. Default: the run's own")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labels of these rows, as for train. Default: as in training")
  private Optional<String> labels = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Also write a row for each case (.csv): the predicted class, then the probability of every class")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--fantasies",
      paramLabel = "FILE",
      description = "A picture (.png) of states drawn given each class, a row a class")
  private Optional<Path> fantasies = Optional.empty();

  ClassifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<OutputFile> file = out.map(path -> output(path, "csv"));
    Optional<OutputFile> picture = fantasies.map(path -> output(path, "png"));
    TrainedRun trained = run.read(console);
    trained.requireLabels();
    Classification classification = Classification.of(trained, data, labels, console.folder());
    classification.say(console);
    file.ifPresent(each -> each.write(classification::writePredictions));
    picture.ifPresent(each -> classification.draw(each.path(), console));
    return 0;
  }

  private OutputFile output(Path path, String format) {
    return OutputFile.of(console.folder().resolve(path), List.of(format));
  }
}
