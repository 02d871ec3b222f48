package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.sampling.Clamp;
import dev.reverie.service.sampling.Sampling;
import dev.reverie.service.trained.TrainedRun;
import dev.reverie.tensor.Npy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws states from a model. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Draw states from a model, or fill in the missing part of rows.",
    description = {
      "",
      "Draws states from a model by Gibbs sampling, from the fantasy particles of its training on where it has some,"
          + " or fills in the missing part of given rows. Mixtures draw a component, then its columns.",
      ""
    },
    footer = {
      "",
      "The lower halves of test digits, filled in:",
      "  ./reverie sample runs/digits-500-1 --clamp digits --keep top --out filled.png"
    })
final class SampleCommand implements Callable<Integer> {
  private static final String PNG = "png";

  private final Console console;

  @Mixin private RunArgument run;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many states. With --clamp at most its rows. Default: 100")
  private int count = 100;

  @Option(
      names = "--sweeps",
      paramLabel = "K",
      description = "Gibbs sweeps of each state. Default: 1000")
  private long sweeps = 1000;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A picture (.png) or a matrix (.npy, one state a row). Default: samples.png")
  private Path out = Path.of("samples.png");

  @Option(
      names = "--clamp",
      paramLabel = "FILE",
      description =
          "Rows whose kept part is given: a data file, or 'digits' or 'bars-and-stripes' for their test rows.")
  private Optional<String> clamp = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "PART",
      description =
          "What of a clamped row is kept: 'top', 'bottom', 'left', 'right', or a data file of one row that is 0 where"
              + " a unit is filled in. Default: top")
  private Optional<String> keep = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the random numbers come from. Default: 1")
  private long seed = 1;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Range.require("sweeps", sweeps, 1, Long.MAX_VALUE);
    if (keep.isPresent() && clamp.isEmpty()) {
      throw new InputException("keep=" + keep.get() + " needs --clamp, which names the rows");
    }
    OutputFile file = OutputFile.of(console.folder().resolve(out), List.of(PNG, "npy"));
    TrainedRun trained = run.read(console);
    Pictures pictures = new Pictures(trained.found().height(), trained.found().width());
    long most = mostInMemory(trained);
    Range.require(
        "count", count, 1, file.format().equals(PNG) ? Math.min(most, pictures.most()) : most);
    StateSampler sampler = clamp.isPresent() ? clamped(trained) : free(trained);
    float[][] states;
    try (Countdown progress = new Countdown("sampling", sweeps, "sweeps", console)) {
      states = Sampling.draw(sampler, sweeps, progress::show);
    }
    for (float[] state : states) {
      trained.standardisation().ifPresent(change -> change.undo(state));
    }
    write(file, states, pictures);
    console.say(states.length + " states after " + sweeps + " sweeps: " + file.path());
    return 0;
  }

  /** Each state once as it is swept and once as floats, in half of the heap. */
  private static long mostInMemory(TrainedRun trained) {
    long shown = (long) Float.BYTES * trained.model().visible().units();
    long bytes = trained.model().stateBytes() + shown + 64;
    return Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / bytes);
  }

  private StateSampler clamped(TrainedRun trained) {
    Clamp given = Clamp.read(clamp.get(), keep.orElse("top"), console.folder(), trained);
    return given.sampler(trained, count, seed);
  }

  private StateSampler free(TrainedRun trained) {
    StateSampler sampler = trained.model().sampler(count, seed);
    float[][] particles = trained.particles();
    for (int place = 0; place < count && particles.length > 0; place++) {
      sampler.set(place, particles[place % particles.length], false);
    }
    console.say(
        particles.length > 0
            ? "starting from " + particles.length + " fantasy particles"
            : "starting from noise: there are no fantasy particles");
    return sampler;
  }

  private static void write(OutputFile file, float[][] states, Pictures pictures) {
    if (file.format().equals(PNG)) {
      try {
        pictures.writeStates(file.path(), states);
      } catch (IOException e) {
        throw new InputException(file.path() + " cannot be written: " + e.getMessage(), e);
      }
    } else {
      file.write(stream -> Npy.write(stream, states));
    }
  }
}
