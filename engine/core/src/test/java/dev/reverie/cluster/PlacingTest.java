package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts are told by their names here. */
class PlacingTest {
  private static final Placing SPREAD = new Placing(1);

  private static List<WorkerId> chains(int count) {
    return IntStream.range(0, count).mapToObj(index -> new WorkerId(0, index)).toList();
  }

  private static List<WorkerId> dataWorkers(int count) {
    return IntStream.range(0, count).mapToObj(WorkerId::dataWorker).toList();
  }

  private static Map<String, Placing.Host> hosts(Placing.Host... hosts) {
    return Arrays.stream(hosts).collect(Collectors.toMap(Placing.Host::name, host -> host));
  }

  private static Placing.Host host(String name, int cores) {
    return new Placing.Host(name, cores, false);
  }

  private static Placing.Host near(String name, int cores) {
    return new Placing.Host(name, cores, true);
  }

  private static TreeMap<String, Integer> counts(Map<WorkerId, String> places) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    places.values().forEach(host -> counts.merge(host, 1, Integer::sum));
    return counts;
  }

  private static long moved(Map<WorkerId, String> before, Map<WorkerId, String> after) {
    return before.keySet().stream()
        .filter(worker -> !before.get(worker).equals(after.get(worker)))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 12, 600})
  void shouldGiveEachNodeItsShare(int workers) {
    Map<WorkerId, String> places =
        SPREAD.place(chains(workers), hosts(host("a", 1), host("b", 2), host("c", 3)));
    assertEquals(Map.of("a", workers / 6, "b", workers / 3, "c", workers / 2), counts(places));
  }

  @Test
  void shouldLeaveNoNodeWithoutWorkWhileThereIsSome() {
    for (int nodes = 2; nodes <= 6; nodes++) {
      List<Placing.Host> some = new ArrayList<>();
      for (int node = 0; node < nodes; node++) {
        some.add(host("node-" + node, 1));
      }
      Map<String, Placing.Host> all = hosts(some.toArray(Placing.Host[]::new));
      assertEquals(nodes, counts(SPREAD.place(chains(nodes), all)).size());
    }
  }

  @Test
  void shouldSpreadWhatALostNodeHadAndMoveLittleElse() {
    Map<WorkerId, String> before =
        SPREAD.place(chains(300), hosts(host("a", 1), host("b", 1), host("c", 1)));
    Map<WorkerId, String> after = SPREAD.place(chains(300), hosts(host("a", 1), host("b", 1)));
    assertEquals(Map.of("a", 150, "b", 150), counts(after));
    long moved = moved(before, after);
    assertTrue(moved >= 100 && moved <= 130, "moved=" + moved);
  }

  @Test
  void shouldMoveToANewNodeLittleMoreThanItsShare() {
    Map<WorkerId, String> before = SPREAD.place(chains(300), hosts(host("a", 1), host("b", 1)));
    Map<WorkerId, String> after =
        SPREAD.place(chains(300), hosts(host("a", 1), host("b", 1), host("c", 1)));
    long moved = moved(before, after);
    assertTrue(moved >= 100 && moved <= 130, "moved=" + moved);
  }

  @Test
  void shouldKeepDataNearWhileTheNodeHasCoresForThem() {
    Map<String, Placing.Host> two = hosts(near("a", 1), host("b", 1));
    Placing placing = new Placing(0.25);
    assertEquals(Map.of("a", 4), counts(placing.place(dataWorkers(4), two)));
    assertEquals(Map.of("a", 2, "b", 4), counts(placing.place(chains(6), two)));
    assertEquals(Map.of("a", 2, "b", 2), counts(new Placing(0.26).place(dataWorkers(4), two)));
    Map<String, Placing.Host> elsewhere = hosts(host("a", 1), host("b", 1));
    assertEquals(Map.of("a", 2, "b", 2), counts(placing.place(dataWorkers(4), elsewhere)));
  }

  @Test
  void shouldGiveAllToTheOnlyNode() {
    Map<String, Placing.Host> one = hosts(near("a", 1));
    assertEquals(Map.of("a", 4), counts(new Placing(0.25).place(chains(4), one)));
    assertEquals(Map.of("a", 4), counts(new Placing(0.25).place(dataWorkers(4), one)));
    assertEquals(Map.of(), SPREAD.place(chains(4), hosts()));
  }

  @Test
  void shouldLeaveRoomForUpdatesAndForChainsThatAreInTime() {
    Map<String, Placing.Host> many = hosts(near("a", 4), host("b", 4), host("c", 4));
    assertEquals(Map.of("a", 8), counts(new Placing(1 / 6.0).place(dataWorkers(8), many)));
    assertEquals(
        Map.of("a", 2, "b", 4, "c", 4), counts(new Placing(1 / 6.0).place(chains(10), many)));
  }
}
