package dev.reverie.service.training;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import dev.reverie.engine.EngineEvent;
import dev.reverie.run.Particles;
import java.time.Duration;
import java.util.List;

/**
 * Passes on what an engine tells, and asks for the fantasy particles where they are wanted.
 *
 * @param <C> what the engine is told
 */
public final class EventRelay<C> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final ActorRef<C> engine;
  private final Function<ActorRef<List<Particles>>, C> draw;

  /**
   * @param draw asks the engine for its particles
   */
  public EventRelay(
      ActorSystem<?> system, ActorRef<C> engine, Function<ActorRef<List<Particles>>, C> draw) {
    this.system = system;
    this.engine = engine;
    this.draw = draw;
  }

  /** Passes on all but the end. */
  public void pass(EngineEvent event, TrainingListener listener) {
    if (event instanceof EngineEvent.Advanced advanced) {
      listener.advanced(advanced.progress());
    } else if (event instanceof EngineEvent.PassEnded passEnded) {
      listener.passEnded(passEnded.progress(), passEnded.parameters());
      if (listener.wantsParticles()) {
        AskPattern.ask(engine, draw, PATIENCE, system.scheduler()).thenAccept(listener::particles);
      }
    }
  }
}
