package dev.reverie.benchmark.peers.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CoresTest {
  @Test
  void shouldReadListsOfCores() {
    assertEquals(List.of(0, 1, 2, 5, 8, 9), Cores.list("0-2,5,8-9"));
  }

  @Test
  void shouldPinToTheLastCores() {
    Cores cores = new Cores(List.of(0, 2, 4), true);
    assertEquals(List.of("taskset", "-c", "4"), cores.pinned(1));
    assertEquals(List.of("taskset", "-c", "2,4"), cores.pinned(2));
  }

  @Test
  void shouldPinNothingWithoutTaskset() {
    assertEquals(List.of(), new Cores(List.of(0, 2), false).pinned(1));
  }
}
