package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.Rbm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
  private static final int SMALL = 16;
  private static final int LARGE = 512;

  private final AtomicInteger times = new AtomicInteger();

  @Test
  void shouldComeOnceBeforeLargeTrainingsOfAKind() {
    Rehearsal.before(new Asked(SMALL, times));
    assertEquals(0, times.get());
    Rehearsal.before(new Asked(LARGE, times));
    assertEquals(1, times.get());
    Rehearsal.before(new Asked(LARGE, times));
    assertEquals(1, times.get());
  }

  /** Counts how often it is asked for a rehearsal, and is good for nothing else. */
  private static final class Asked implements Objective {
    private final Layout layout;
    private final AtomicInteger times;

    Asked(int units, AtomicInteger times) {
      this.layout = new Rbm(units, units).layout();
      this.times = times;
    }

    @Override
    public Layout layout() {
      return layout;
    }

    @Override
    public Optional<Objective> rehearsal() {
      times.incrementAndGet();
      return Optional.empty();
    }

    @Override
    public void initialise(Parameters parameters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void derive(Parameters parameters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Phase> phases() {
      throw new UnsupportedOperationException();
    }

    @Override
    public UpdateRule rule() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long updatesPerPass() {
      throw new UnsupportedOperationException();
    }
  }
}
