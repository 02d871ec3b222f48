package dev.reverie.service.training;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A training that could begin, or go on, in a folder: everything is checked. */
public record Plan(RunFolder folder, Workload workload) {
  /** Writes the run's settings. */
  public void write() {
    String text = SettingsFile.render(workload.settings().values(), workload.found());
    try {
      AtomicFile.write(folder.settings(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }

  /** Says what is learned, and where. */
  public void introduce(Console console, Optional<Checkpoint> resumeFrom) {
    console.say("data: " + workload.dataDescription());
    console.say("model: " + workload.learner().describe());
    console.say("run folder: " + folder);
    resumeFrom.ifPresent(
        checkpoint -> console.say(Numbers.format("going on at update %,d", checkpoint.updates())));
  }

  /**
   * The checkpoint that the run goes on from, which must be this training's; says which ones are
   * damaged.
   */
  public Optional<Checkpoint> newest(Console console) {
    CheckpointStore.Loaded loaded = new CheckpointStore(folder.checkpoints()).newest();
    loaded.skipped().forEach(reason -> console.say("skipped: " + reason));
    loaded
        .checkpoint()
        .ifPresent(
            checkpoint -> {
              Identity.require(workload.run(folder.checkpoints()).identity(), checkpoint);
              requireFit(workload.learner().objective(), checkpoint);
            });
    return loaded.checkpoint();
  }

  /** Refuses numbers that the model cannot have, such as those of another graph. */
  private static void requireFit(Objective objective, Checkpoint checkpoint) {
    try {
      Parameters parameters = new Parameters(objective.layout());
      Checkpoint.restore(checkpoint.parameters(), parameters);
      objective.derive(parameters);
    } catch (IllegalArgumentException e) {
      throw new InputException("the checkpoint does not fit the model: " + e.getMessage(), e);
    }
  }

  /** Whether nothing is left to do; completes the folder then, and says so. */
  public boolean isFinished(Optional<Checkpoint> newest, Console console) {
    if (newest.isEmpty() || newest.get().updates() < workload.updates()) {
      return false;
    }
    Gallery.restore(folder, workload, newest.get(), console.clock());
    int epochs = workload.settings().execution().epochs();
    console.say(
        Numbers.format(
            "%s is finished: %d of %d epochs; a higher --epochs extends it",
            folder, epochs, epochs));
    return true;
  }
}
