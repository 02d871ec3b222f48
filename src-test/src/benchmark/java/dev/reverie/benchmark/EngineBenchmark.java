package dev.reverie.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the actors cost: the same 784x500 training of {@value #UPDATES} updates as a plain loop over
 * phases and rule, and through the engine. Pin the process to one core to compare them. Time of one
 * training, its start included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 4)
@Measurement(iterations = 7)
public class EngineBenchmark {
  private static final int UPDATES = 600;
  private static final int PARTICLES = 100;

  /** Lock-step or asynchronous; the plain loop is the same for both. */
  @Param({"LOCKSTEP", "ASYNC"})
  public dev.reverie.run.Mode mode;

  /** Threads of the engine. */
  @Param({"1"})
  public int threads;

  private RbmObjective objective;
  private ActorSystem<SpawnProtocol.Command> system;

  @Setup
  public void start() {
    BinaryRows rows = BinaryRows.of(GeneratedData.digits(1, 6_000), Binarisation.THRESHOLD, 1);
    objective =
        new RbmObjective(
            new Rbm(784, 500),
            rows,
            new BatchSchedule(rows.rows(), 100, 1),
            new RbmLearning(
                Method.PCD,
                1,
                PARTICLES,
                new Schedule(0.1, Schedule.Decay.LINEAR, UPDATES),
                0,
                0,
                0.01,
                1));
    String pool = "reverie.engine.dispatcher.fork-join-executor.parallelism-";
    Config config =
        ConfigFactory.parseMap(Map.of(pool + "min", threads, pool + "max", threads))
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create(SpawnProtocol.create(), "benchmark", config);
  }

  @TearDown
  public void stop() {
    system.terminate();
  }

  @Benchmark
  public Parameters plainLoop() {
    UpdateRule rule = objective.rule();
    Parameters current = new Parameters(objective.layout());
    Parameters next = new Parameters(objective.layout());
    Parameters state = new Parameters(rule.stateLayout());
    objective.initialise(current);
    BatchPhase positive = (BatchPhase) objective.phases().get(0);
    PersistentPhase negative = (PersistentPhase) objective.phases().get(1);
    Sums data = positive.newSums();
    Sums model = negative.newSums();
    Tile tile = negative.start(new Snapshot(new Version(0, 0), current), 0, PARTICLES);
    for (long update = 0; update < UPDATES; update++) {
      Snapshot snapshot = new Snapshot(new Version(0, update), current);
      int cases = positive.items(update);
      data.clear();
      positive.contribute(snapshot, update, 0, cases, data);
      model.clear();
      tile.step(snapshot, 0, PARTICLES, model);
      rule.apply(
          update,
          current,
          state,
          List.of(
              new PhaseStatistics(positive, List.of(data), cases),
              new PhaseStatistics(negative, List.of(model), PARTICLES)),
          next);
      Parameters before = current;
      current = next;
      next = before;
    }
    return current;
  }

  @Benchmark
  public Outcome engine() {
    RunSettings run =
        new RunSettings(mode, threads, threads, 8, UPDATES, 0, Optional.empty(), Map.of());
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Behavior<EngineEvent> listener =
        Behaviors.receiveMessage(
            event -> {
              if (event instanceof EngineEvent.Finished finished) {
                outcome.complete(finished.outcome());
                return Behaviors.stopped();
              }
              return Behaviors.same();
            });
    Behavior<Void> training =
        Behaviors.setup(
            context -> {
              ActorRef<EngineCommand> engine =
                  context.spawn(Engine.create(objective, run, Optional.empty()), "engine");
              engine.tell(new EngineCommand.Subscribe(context.spawn(listener, "listener")));
              return Behaviors.empty();
            });
    system.tell(new SpawnProtocol.Spawn<>(training, "training", Props.empty(), system.ignoreRef()));
    return outcome.join();
  }
}
