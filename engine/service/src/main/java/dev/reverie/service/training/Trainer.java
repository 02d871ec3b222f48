package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.engine.MemoryNeed;
import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.run.Outcome;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins trainings and goes on with them. Everything is checked before anything is written. */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final Console console;

  public Trainer(Console console) {
    this.console = console;
  }

  /**
   * Trains anew.
   *
   * @param file settings that these are given over
   * @param out the run's folder; a new one under {@code runs} when it is not given
   * @return the folder when the training was completed, nothing when it was stopped
   */
  public Optional<RunFolder> begin(SettingsFile file, Given given, Optional<Path> out) {
    TrainSettings settings = given.over(file, console.folder());
    RunFolder folder =
        out.map(path -> RunFolder.fresh(console.folder().resolve(path)))
            .orElseGet(() -> RunFolder.numbered(console.folder(), name(settings)));
    Found expected = given.texts().containsKey(Setting.DATA) ? Found.NOTHING : file.found();
    Workload workload = Workload.of(settings, expected);
    requireMemory(workload, folder);
    folder.create();
    try (OpenRun open = new OpenRun(folder)) {
      return train(open.folder(), workload, Optional.empty());
    }
  }

  private static void requireMemory(Workload workload, RunFolder folder) {
    MemoryNeed need =
        MemoryNeed.of(workload.learner().objective(), workload.run(folder.checkpoints()));
    if (need.bytes() > free()) {
      Runtime.getRuntime().gc();
    }
    need.requireWithin(free());
  }

  /** Bytes that the heap may still take; what is no longer used counts until it is collected. */
  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** {@code digits-500} of the built-in digits and 500 hidden units; else by the model's name. */
  private static String name(TrainSettings settings) {
    Path file = Path.of(settings.data().source()).getFileName();
    String data = file == null ? "data" : file.toString().replaceFirst("\\.[A-Za-z].*$", "");
    return data + "-" + settings.values().getOrDefault(Setting.HIDDEN, settings.model());
  }

  /**
   * Goes on with a run.
   *
   * @return the folder when the training was completed, nothing when it was stopped or complete
   *     already
   */
  public Optional<RunFolder> resume(Path path, Given given) {
    RunFolder folder = RunFolder.existing(console.folder().resolve(path));
    SettingsFile file = SettingsFile.read(folder.settings());
    TrainSettings settings = given.resuming(file, folder.path(), console.folder());
    Workload workload = Workload.of(settings, file.found());
    requireMemory(workload, folder);
    try (OpenRun open = new OpenRun(folder)) {
      return goOn(open.folder(), workload);
    }
  }

  private Optional<RunFolder> goOn(RunFolder folder, Workload workload) {
    CheckpointStore.Loaded loaded = new CheckpointStore(folder.checkpoints()).newest();
    loaded.skipped().forEach(reason -> console.say("skipped: " + reason));
    Optional<Checkpoint> newest = loaded.checkpoint();
    newest.ifPresent(
        checkpoint -> Identity.require(workload.run(folder.checkpoints()).identity(), checkpoint));
    if (newest.isPresent() && newest.get().updates() >= workload.updates()) {
      finished(folder, workload, newest.get());
      return Optional.empty();
    }
    return train(folder, workload, newest);
  }

  private Optional<RunFolder> train(
      RunFolder folder, Workload workload, Optional<Checkpoint> resumeFrom) {
    write(folder, workload);
    console.say("data: " + workload.dataDescription());
    console.say("model: " + workload.learner().describe());
    console.say("run folder: " + folder);
    resumeFrom.ifPresent(
        checkpoint -> console.say(Numbers.format("going on at update %,d", checkpoint.updates())));
    LOG.info("settings: {}", workload.settings());
    try {
      if (resumeFrom.isEmpty()) {
        workload.learner().prepare(console);
      }
      Outcome outcome = new Session(console, folder, workload, resumeFrom).run();
      return outcome.status() == Outcome.Status.COMPLETED ? Optional.of(folder) : Optional.empty();
    } catch (DivergedException e) {
      throw new RunFailure("diverged before the first update of all layers: " + e.getMessage());
    } catch (RunFailure | InputException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      LOG.error("broken", e);
      throw new RunFailure("failed: " + e + " (details in " + folder.log() + ")");
    }
  }

  private void finished(RunFolder folder, Workload workload, Checkpoint checkpoint) {
    Gallery.restore(folder, workload, checkpoint, console.clock());
    int epochs = workload.settings().execution().epochs();
    console.say(
        Numbers.format(
            "%s is finished: %d of %d epochs; a higher --epochs extends it",
            folder, epochs, epochs));
  }

  private static void write(RunFolder folder, Workload workload) {
    String text = SettingsFile.render(workload.settings().values(), workload.found());
    try {
      AtomicFile.write(folder.settings(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }
}
