package dev.reverie.engine;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An actor system whose engines compute on a given number of threads and poison what they recycle.
 */
final class Engines implements AfterAllCallback {
  private static final String SETTINGS =
      """
      reverie.engine {
        dispatcher.fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
        poison-buffers = on
        progress-interval = 5 ms
        min-backoff = 1 ms
        max-backoff = 10 ms
        max-restarts = 3
      }
      akka.actor.testkit.typed.single-expect-default = 60 s
      akka.actor.testkit.typed.expect-no-message-default = 0 ms
      """;

  private final int threads;
  private ActorTestKit testKit;

  Engines(int threads) {
    this.threads = threads;
  }

  static Config config(int threads) {
    return ConfigFactory.parseString(SETTINGS.formatted(threads))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  ActorTestKit testKit() {
    if (testKit == null) {
      testKit = ActorTestKit.create(config(threads));
    }
    return testKit;
  }

  /** Starts a training and subscribes to it. */
  RunningEngine start(Training training) {
    TestProbe<EngineEvent> events = TestProbe.create(EngineEvent.class, testKit().system());
    ActorRef<EngineCommand> engine = testKit().spawn(training.engine(events.getRef()));
    return new RunningEngine(testKit().system(), engine, events);
  }

  /** Subscribes once more. */
  RunningEngine watch(ActorRef<EngineCommand> engine) {
    TestProbe<EngineEvent> events = TestProbe.create(EngineEvent.class, testKit().system());
    engine.tell(new EngineCommand.Subscribe(events.getRef()));
    return new RunningEngine(testKit().system(), engine, events);
  }

  /** Stops an engine from outside, as an application does that has no more use for it. */
  void stopActor(RunningEngine engine) {
    testKit().stop(engine.ref());
    engine.awaitEnd();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (testKit != null) {
      testKit.shutdownTestKit();
    }
  }
}
