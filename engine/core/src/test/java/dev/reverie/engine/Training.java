package dev.reverie.engine;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.data.GeneratedData;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.unit.Layer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Settings of a training: an RBM on 47 bars and stripes of 9 x 9 pixels, unless told otherwise. */
final class Training {
  private static final int SIDE = 9;
  private static final int ROWS = 47;
  private static final int BATCH = 10;

  private Objective given;
  private UnaryOperator<Objective> wrapper = UnaryOperator.identity();
  private int visible = SIDE * SIDE;
  private int hidden = 70;
  private int particles = 23;
  private int steps = 2;
  private Method method = Method.PCD;
  private double rate = 0.1;
  private double momentum;
  private long seed = 7;
  private Mode mode = Mode.LOCKSTEP;
  private int chains = 1;
  private int dataWorkers = 1;
  private int maxStaleness = 4;
  private long updates = 12;
  private long checkpointEvery;
  private Optional<Path> checkpoints = Optional.empty();
  private Optional<Checkpoint> resumeFrom = Optional.empty();
  private String identity = "yes";

  private Training() {}

  static Training rbm() {
    return new Training();
  }

  static Training of(Objective objective) {
    Training training = new Training();
    training.given = objective;
    return training;
  }

  /** Something around the objective. */
  Training around(UnaryOperator<Objective> wrapper) {
    this.wrapper = wrapper;
    return this;
  }

  /** Other numbers of visible units than that of the pictures have a data set of one row. */
  Training visible(int visible) {
    this.visible = visible;
    return this;
  }

  Training hidden(int hidden) {
    this.hidden = hidden;
    return this;
  }

  Training particles(int particles) {
    this.particles = particles;
    return this;
  }

  Training steps(int steps) {
    this.steps = steps;
    return this;
  }

  Training method(Method method) {
    this.method = method;
    return this;
  }

  Training rate(double rate) {
    this.rate = rate;
    return this;
  }

  Training momentum(double momentum) {
    this.momentum = momentum;
    return this;
  }

  Training seed(long seed) {
    this.seed = seed;
    return this;
  }

  Training mode(Mode mode) {
    this.mode = mode;
    return this;
  }

  Training chains(int chains) {
    this.chains = chains;
    return this;
  }

  Training dataWorkers(int dataWorkers) {
    this.dataWorkers = dataWorkers;
    return this;
  }

  Training updates(long updates) {
    this.updates = updates;
    return this;
  }

  Training checkpointsIn(Path folder, long every) {
    this.checkpoints = Optional.of(folder);
    this.checkpointEvery = every;
    return this;
  }

  /** What tells this training from others. */
  Training identity(String identity) {
    this.identity = identity;
    return this;
  }

  Training resumeFrom(Checkpoint checkpoint) {
    this.resumeFrom = Optional.of(checkpoint);
    return this;
  }

  Objective objective() {
    return wrapper.apply(given == null ? rbmObjective() : given);
  }

  RbmObjective rbmObjective() {
    Dataset data =
        visible == SIDE * SIDE
            ? GeneratedData.barsAndStripes(SIDE).slice("some", 500, 500 + ROWS)
            : Dataset.ofBytes("blank", new byte[1][visible], 1, visible);
    return new RbmObjective(
        new Rbm(Layer.binary(visible), Layer.binary(hidden), learning().extras()),
        BinaryRows.of(data, Binarisation.THRESHOLD, seed),
        new BatchSchedule(data.rows(), BATCH, seed),
        learning());
  }

  RbmLearning learning() {
    Schedule schedule = new Schedule(rate, Schedule.Decay.NONE, updates);
    return new RbmLearning(method, steps, particles, schedule, momentum, 0.001, 0.01, seed);
  }

  long updates() {
    return updates;
  }

  RunSettings runSettings() {
    return new RunSettings(
        mode,
        chains,
        dataWorkers,
        maxStaleness,
        updates,
        checkpointEvery,
        checkpoints,
        Map.of("test", identity));
  }

  MemoryNeed memoryNeed() {
    return MemoryNeed.of(objective(), runSettings());
  }

  Behavior<EngineCommand> engine(ActorRef<EngineEvent> subscriber) {
    return Engine.create(objective(), runSettings(), resumeFrom, subscriber);
  }
}
