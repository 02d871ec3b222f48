package dev.reverie.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.parameter.DivergedException;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The actor that carries a chain or a data worker: one quantum as soon as there is work, then a
 * message to itself for the next. A number that is not finite is reported and ends the work;
 * anything else that is thrown is the supervisor's, until it has been thrown too often in a row.
 */
final class Worker extends AbstractBehavior<Worker.Command> {
  /** What the actor is told. */
  sealed interface Command {}

  /** From the aggregator. */
  record Said(ToWorker message) implements Command {}

  private record Run(int generation) implements Command {}

  private record Remind() implements Command {}

  /** Makes the work of a new incarnation, which speaks through what it is given. */
  @FunctionalInterface
  interface WorkFactory {
    Work begin(int incarnation, Consumer<FromWorker> aggregator);

    /** The state that goes with a contribution; empty where nobody asks for it. */
    default byte[] state() {
      return NO_STATE;
    }
  }

  private static final byte[] NO_STATE = {};

  private final WorkerId id;
  private final Incarnations incarnations;
  private final int incarnation;
  private final ActorRef<FromWorkerEnvelope> aggregator;
  private final ActorRef<ToWorker> self;
  private final WorkFactory factory;
  private final Work work;
  private final Run next;
  private boolean running;
  private boolean quiet;

  /**
   * @param incarnations of this worker, over restarts of the actor
   */
  static Behavior<Command> create(
      WorkerId id,
      Incarnations incarnations,
      WorkFactory factory,
      ActorRef<FromWorkerEnvelope> aggregator,
      Duration remindAfter) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Remind(), remindAfter);
                  try {
                    return new Worker(context, id, incarnations, factory, aggregator);
                  } catch (RuntimeException e) {
                    return afterFailure(incarnations, e);
                  }
                }));
  }

  /** Leaves the failure to the supervisor, which starts the worker again, or stops it for good. */
  private static Behavior<Command> afterFailure(
      Incarnations incarnations, RuntimeException failure) {
    if (incarnations.mayFollow(failure)) {
      throw failure;
    }
    return Behaviors.stopped();
  }

  private Worker(
      ActorContext<Command> context,
      WorkerId id,
      Incarnations incarnations,
      WorkFactory factory,
      ActorRef<FromWorkerEnvelope> aggregator) {
    super(context);
    this.id = id;
    this.incarnations = incarnations;
    this.incarnation = incarnations.next();
    this.aggregator = aggregator;
    this.self = context.messageAdapter(ToWorker.class, Said::new);
    this.next = new Run(incarnation);
    this.factory = factory;
    this.work = factory.begin(incarnation, this::say);
  }

  private void say(FromWorker message) {
    if (message instanceof FromWorker.ChainContribution
        || message instanceof FromWorker.BatchContribution) {
      incarnations.contributed();
    }
    byte[] state = message instanceof FromWorker.ChainContribution ? factory.state() : NO_STATE;
    aggregator.tell(new FromWorkerEnvelope(message, self, state));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Said.class, this::onSaid)
        .onMessage(Run.class, this::onRun)
        .onMessage(Remind.class, this::onRemind)
        .onSignal(PreRestart.class, signal -> onEnd())
        .onSignal(PostStop.class, signal -> onEnd())
        .build();
  }

  private Behavior<Command> onSaid(Said said) {
    quiet = false;
    return attempt(
        () -> {
          work.receive(said.message());
          if (work.isBusy() && !running) {
            work.run();
          }
        });
  }

  private Behavior<Command> onRun(Run run) {
    if (run.generation() != incarnation) {
      return this;
    }
    running = false;
    return attempt(work::run);
  }

  private Behavior<Command> attempt(Runnable part) {
    try {
      part.run();
    } catch (DivergedException e) {
      say(new FromWorker.Failed(id, incarnation, e.phase(), e.getMessage(), true));
      return Behaviors.stopped();
    } catch (RuntimeException e) {
      return afterFailure(incarnations, e);
    }
    goOn();
    return this;
  }

  private void goOn() {
    if (work.isBusy() && !running) {
      running = true;
      getContext().getSelf().tell(next);
    }
  }

  private Behavior<Command> onRemind(Remind remind) {
    if (quiet) {
      work.remind();
    }
    quiet = true;
    return this;
  }

  private Behavior<Command> onEnd() {
    work.abandon();
    return this;
  }
}
