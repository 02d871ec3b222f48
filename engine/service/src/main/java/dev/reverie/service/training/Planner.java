package dev.reverie.service.training;

import dev.reverie.engine.MemoryNeed;
import dev.reverie.run.RunSettings;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;

/** Checks everything that a training needs, reads its data, and writes nothing. */
public final class Planner {
  private static final String NO_HIDDEN = "0";

  private final Path base;

  /**
   * @param base where relative names of files and folders start
   */
  public Planner(Path base) {
    this.base = base;
  }

  /**
   * A new run.
   *
   * @param file settings that these are given over
   * @param out the run's folder; a new one under {@code runs} when it is not given
   */
  public Plan fresh(SettingsFile file, Given given, Optional<Path> out) {
    TrainSettings settings = given.over(file, base);
    RunFolder folder =
        out.map(path -> RunFolder.fresh(base.resolve(path)))
            .orElseGet(() -> RunFolder.numbered(base, name(settings)));
    return plan(folder, Workload.of(settings, expected(file, given)));
  }

  private static Found expected(SettingsFile file, Given given) {
    return given.texts().containsKey(Setting.DATA) ? Found.NOTHING : file.found();
  }

  /**
   * {@code digits-500} of the built-in digits and 500 hidden units; without hidden ones by the
   * model's name.
   */
  private static String name(TrainSettings settings) {
    Path file = Path.of(settings.data().source()).getFileName();
    String data = file == null ? "data" : file.toString().replaceFirst("\\.[A-Za-z].*$", "");
    String hidden = settings.values().getOrDefault(Setting.HIDDEN, NO_HIDDEN);
    return data + "-" + (hidden.equals(NO_HIDDEN) ? settings.model() : hidden);
  }

  /** A run that goes on. */
  public Plan resumed(Path path, Given given) {
    RunFolder folder = RunFolder.existing(base.resolve(path));
    SettingsFile file = SettingsFile.read(folder.settings());
    TrainSettings settings = given.resuming(file, folder.path(), base);
    return plan(folder, Workload.of(settings, file.found()));
  }

  /** A run that a node takes part in: a new one if there is none in the folder yet. */
  public Plan shared(SettingsFile file, Given given, Path out) {
    RunFolder folder = new RunFolder(base.resolve(out));
    if (!folder.hasRun()) {
      return fresh(file, given, Optional.of(out));
    }
    SettingsFile run = SettingsFile.read(folder.settings());
    TrainSettings settings = given.over(file).joining(run, folder.path(), base);
    return plan(folder, Workload.of(settings, run.found()));
  }

  /** What a node computes that sees no folder. */
  public Workload computing(SettingsFile file, Given given) {
    Workload workload = Workload.of(given.over(file, base), expected(file, given));
    requireMemory(workload, workload.runWithoutCheckpoints());
    return workload;
  }

  private static Plan plan(RunFolder folder, Workload workload) {
    requireMemory(workload, workload.run(folder.checkpoints()));
    return new Plan(folder, workload);
  }

  private static void requireMemory(Workload workload, RunSettings run) {
    MemoryNeed need = MemoryNeed.of(workload.learner().objective(), run);
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
}
