package dev.reverie.service.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reverie.cluster.NodeEvent.NodeStatus;
import dev.reverie.service.console.ManualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private final ManualClock clock = new ManualClock();
  private final Traffic traffic = new Traffic(clock);

  private RunStatus.NodeLine line(long in, long out) {
    return traffic
        .of(List.of(new NodeStatus("node", 1, 2, 3, in, out, -1, Double.NaN, 0.5)))
        .get(0);
  }

  @Test
  void shouldTellBytesASecond() {
    assertNull(line(100, 10).bytesInPerSecond());
    clock.pass(0.5);
    assertNull(line(1000, 10).bytesInPerSecond());
    clock.pass(1.5);
    RunStatus.NodeLine line = line(4100, 20);
    assertEquals(2000, line.bytesInPerSecond(), 1e-9);
    assertEquals(5, line.bytesOutPerSecond(), 1e-9);
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    RunStatus.NodeLine line = line(0, 0);
    assertNull(line.version());
    assertNull(line.snapshotMedian());
    assertEquals(0.5, line.snapshotMost());
  }

  @Test
  void shouldBeginAnewWithANewConnection() {
    line(1000, 1000);
    clock.pass(2);
    assertNull(line(5, 5).bytesInPerSecond());
    clock.pass(2);
    assertEquals(10, line(25, 5).bytesInPerSecond(), 1e-9);
  }
}
