package dev.reverie.service.command;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what a run is. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tell what a run is and how far.",
    description = {
      "",
      "Tells a run's settings, how far it is, its last metrics and its files.",
      ""
    })
final class InfoCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RunArgument run;

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.existing(run.path(console));
    SettingsFile file = SettingsFile.read(folder.settings());
    TrainSettings settings = new Given(Map.of()).over(file, folder.path());
    Found found = file.found();
    console.say("run       " + folder);
    console.say("model     " + settings.model() + ", " + settings.design().describe(found));
    console.say("progress  " + progress(folder, settings.execution().epochs()));
    console.say("settings");
    settings.values().forEach((setting, value) -> pair(setting.key(), value));
    lastMetrics(folder).ifPresent(this::say);
    console.say("files");
    files(folder);
    return 0;
  }

  private static String progress(RunFolder folder, int epochs) {
    Optional<Map<Metric, Double>> last = lastMetrics(folder);
    String metrics =
        last.map(
                row ->
                    Numbers.amount(row.getOrDefault(Metric.EPOCH, 0.0))
                        + " of "
                        + epochs
                        + " epochs")
            .orElse("no pass has ended");
    return metrics + ", " + checkpoint(folder);
  }

  private static String checkpoint(RunFolder folder) {
    try {
      return new CheckpointStore(folder.checkpoints())
          .newest()
          .checkpoint()
          .map(newest -> Numbers.format("checkpoint at update %,d", newest.updates()))
          .orElse("no checkpoint");
    } catch (InputException e) {
      return e.getMessage();
    }
  }

  private static Optional<Map<Metric, Double>> lastMetrics(RunFolder folder) {
    try {
      return MetricsFile.last(folder.metrics());
    } catch (IOException e) {
      throw new InputException(folder.metrics() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void say(Map<Metric, Double> row) {
    console.say("last metrics");
    row.forEach(
        (metric, value) ->
            pair(
                metric.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                value == Math.rint(value)
                    ? Numbers.format("%,.0f", value)
                    : Numbers.format("%.5g", value)));
  }

  private void files(RunFolder folder) {
    try (Stream<Path> entries = Files.list(folder.path())) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")) {
          pair(
              name,
              Files.isDirectory(entry) ? "folder" : Numbers.format("%,d bytes", Files.size(entry)));
        }
      }
    } catch (IOException e) {
      throw new InputException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void pair(String name, String value) {
    console.say(Numbers.format("  %-22s %s", name, value));
  }
}
