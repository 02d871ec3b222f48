package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines are guests in an application's actor system, below its own guardian. */
final class EmbeddingTest {
  private static final long ENDLESS = 1L << 40;

  /** What an application's guardian might take. */
  private sealed interface Request {}

  private record Begin(
      String name,
      Training training,
      ActorRef<EngineEvent> subscriber,
      ActorRef<ActorRef<EngineCommand>> replyTo)
      implements Request {}

  private record Drop(ActorRef<EngineCommand> engine) implements Request {}

  private static Behavior<Request> guardian() {
    return Behaviors.setup(
        context ->
            Behaviors.receive(Request.class)
                .onMessage(
                    Begin.class,
                    begin -> {
                      Behavior<EngineCommand> engine = begin.training().engine(begin.subscriber());
                      begin.replyTo().tell(context.spawn(engine, begin.name()));
                      return Behaviors.same();
                    })
                .onMessage(
                    Drop.class,
                    drop -> {
                      context.stop(drop.engine());
                      return Behaviors.same();
                    })
                .build());
  }

  private static RunningEngine begin(
      ActorSystem<Request> application, String name, Training training) {
    TestProbe<ActorRef<EngineCommand>> reply = TestProbe.create(application);
    TestProbe<EngineEvent> events = TestProbe.create(EngineEvent.class, application);
    application.tell(new Begin(name, training, events.getRef(), reply.getRef()));
    return new RunningEngine(application, reply.receiveMessage(), events);
  }

  private static void inAnApplication(Consumer<ActorSystem<Request>> test) {
    ActorSystem<Request> application =
        ActorSystem.create(guardian(), "application", Engines.config(2));
    try {
      test.accept(application);
    } finally {
      ActorTestKit.shutdown(application);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldLeaveTheOtherEngineAndTheSystemAloneWhenOneIsStopped(Mode mode) {
    inAnApplication(
        application -> {
          RunningEngine one = begin(application, "one", Training.rbm().mode(mode).updates(ENDLESS));
          RunningEngine other =
              begin(application, "other", Training.rbm().mode(mode).updates(400).chains(2));
          one.await(progress -> progress.done() > 0);
          assertEquals(Outcome.Status.STOPPED, one.stop().status());
          one.awaitEnd();
          assertEquals(Outcome.Status.COMPLETED, other.outcome().status());
          assertAlive(application);
        });
  }

  @Test
  void shouldLeaveTheOtherEngineAndTheSystemAloneWhenOneFails() {
    inAnApplication(
        application -> {
          RunningEngine one = begin(application, "one", Training.rbm().rate(1e7));
          RunningEngine other = begin(application, "other", Training.rbm().updates(400));
          assertEquals(Outcome.Status.DIVERGED, one.outcome().status());
          assertEquals(Outcome.Status.COMPLETED, other.outcome().status());
          assertAlive(application);
        });
  }

  @Test
  void shouldLeaveTheOtherEngineAloneWhenTheActorOfOneIsDropped() {
    inAnApplication(
        application -> {
          RunningEngine one = begin(application, "one", Training.rbm().updates(ENDLESS));
          RunningEngine other = begin(application, "other", Training.rbm().updates(400));
          one.await(progress -> progress.done() > 0);
          application.tell(new Drop(one.ref()));
          one.awaitEnd();
          assertEquals(Outcome.Status.COMPLETED, other.outcome().status());
          assertAlive(application);
        });
  }

  /** It still runs what it is asked to. */
  private static void assertAlive(ActorSystem<Request> application) {
    assertFalse(application.getWhenTerminated().toCompletableFuture().isDone());
    Training another = Training.rbm().updates(2);
    assertEquals(Outcome.Status.COMPLETED, begin(application, "one", another).outcome().status());
  }
}
