package dev.reverie.benchmark.scale.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTest {
  private final Clockwork clock = new Clockwork();
  private final List<String> ended = new ArrayList<>();

  private Runnable note(String name) {
    return () -> ended.add(name + " at " + clock.now());
  }

  private void run(int events) {
    for (int n = 0; n < events; n++) {
      clock.step();
    }
  }

  @Test
  void shouldWorkOffTasksInTheirOrder() {
    Cpu cpu = new Cpu(clock, 2);
    cpu.usual(3, Cpu.NOTHING, note("first"));
    cpu.usual(1, Cpu.NOTHING, note("second"));
    cpu.usual(4, Cpu.NOTHING, note("third"));
    run(3);
    assertEquals(List.of("second at 1.0", "first at 3.0", "third at 5.0"), ended);
    assertEquals(8, cpu.busy());
  }

  @Test
  void shouldInterruptForWhatIsUrgentAndGoOn() {
    Cpu cpu = new Cpu(clock, 1);
    cpu.usual(3, Cpu.NOTHING, note("usual"));
    clock.after(1, () -> cpu.urgent(2, note("urgent")));
    run(4);
    assertEquals(List.of("urgent at 3.0", "usual at 5.0"), ended);
    assertEquals(5, cpu.busy());
  }
}
