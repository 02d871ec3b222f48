package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.cluster.Assignments.Move;
import dev.reverie.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hosts are told by their names here. */
class AssignmentsTest {
  private static final WorkerId CHAIN = new WorkerId(0, 0);
  private static final byte[] NONE = {};
  private static final byte[] STATE = {1, 2, 3};

  private static Assignments<String> of(List<WorkerId> workers) {
    return new Assignments<>(workers, Map.of(), 0);
  }

  private static List<WorkerId> chains(int count) {
    return IntStream.range(0, count).mapToObj(index -> new WorkerId(0, index)).toList();
  }

  private static List<Move<String>> place(
      Assignments<String> assignments, Map<String, Integer> weights) {
    return assignments.place(
        weights, weights.keySet().stream().collect(Collectors.toMap(host -> host, host -> host)));
  }

  @Test
  void shouldPlaceAllWorkersByWeight() {
    Assignments<String> assignments = of(chains(3000));
    assertEquals(3000, place(assignments, Map.of("a", 1, "b", 2, "c", 3)).size());
    double deviation = Math.sqrt(3000 * 0.25);
    assertEquals(500, assignments.counts().get("a")[0], 5 * deviation);
    assertEquals(1000, assignments.counts().get("b")[0], 5 * deviation);
    assertEquals(1500, assignments.counts().get("c")[0], 5 * deviation);
  }

  @Test
  void shouldMoveOnlyWhatANewNodeWins() {
    Assignments<String> assignments = of(chains(300));
    place(assignments, Map.of("a", 1, "b", 1));
    List<Move<String>> moves = place(assignments, Map.of("a", 1, "b", 1, "c", 1));
    assertTrue(moves.size() > 50 && moves.size() < 150, "moves=" + moves.size());
    moves.forEach(move -> assertEquals("c", move.to()));
    moves.forEach(move -> assertEquals(0, move.fromAssignment()));
    moves.forEach(move -> assertEquals(1, move.assignment()));
    moves.forEach(move -> assertTrue(List.of("a", "b").contains(move.from())));
  }

  @Test
  void shouldSpreadWhatALostNodeHadAndMoveNothingElse() {
    Assignments<String> assignments = of(chains(300));
    place(assignments, Map.of("a", 1, "b", 1, "c", 1));
    int lost = assignments.counts().get("c")[0];
    List<Move<String>> moves = place(assignments, Map.of("a", 1, "b", 1));
    assertEquals(lost, moves.size());
    moves.forEach(move -> assertNull(move.from()));
    Map<String, Integer> heirs = new TreeMap<>();
    moves.forEach(move -> heirs.merge(move.to(), 1, Integer::sum));
    assertEquals(2, heirs.size());
  }

  @Test
  void shouldPlaceAlikeWhateverTheHistory() {
    Assignments<String> direct = of(chains(100));
    place(direct, Map.of("a", 1, "b", 4));
    Assignments<String> detour = of(chains(100));
    place(detour, Map.of("c", 1));
    place(detour, Map.of("a", 1, "c", 2));
    place(detour, Map.of("a", 1, "b", 4));
    chains(100).forEach(worker -> assertEquals(direct.host(worker), detour.host(worker)));
  }

  @Test
  void shouldRefuseWhatComesUnderAnOlderAssignment() {
    Assignments<String> assignments = of(List.of(CHAIN));
    place(assignments, Map.of("a", 1));
    assertTrue(assignments.accept("a", CHAIN, Assignments.firstIncarnation(0), STATE));
    place(assignments, Map.of("b", 1));
    byte[] late = {9};
    assertFalse(assignments.accept("a", CHAIN, Assignments.firstIncarnation(0), late));
    assertFalse(assignments.accept("b", CHAIN, Assignments.firstIncarnation(0), late));
    assertFalse(assignments.accept("b", new WorkerId(0, 7), 0, late));
    assertArrayEquals(STATE, assignments.start("b", CHAIN, 1).state());
    assertNull(assignments.start("a", CHAIN, 0));
    assertNull(assignments.start("b", CHAIN, 0));
  }

  @Test
  void shouldGiveEachLifeFromOneStateAnotherNumber() {
    Assignments<String> assignments = new Assignments<>(List.of(CHAIN), Map.of(CHAIN, STATE), 2);
    List<Integer> lives = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      String host = "host-" + life;
      place(assignments, Map.of(host, 1));
      lives.add(assignments.start(host, CHAIN, life).lives());
    }
    assertEquals(4, lives.stream().distinct().count(), lives.toString());
    assertTrue(lives.get(0) > 0, "an epoch may have used steps after the checkpoint");
    assignments.accept("host-3", CHAIN, Assignments.firstIncarnation(3), STATE);
    assertEquals(0, assignments.start("host-3", CHAIN, 3).lives());
  }

  @Test
  void shouldStartAnewWhereThereIsNoState() {
    Assignments<String> assignments = of(List.of(CHAIN));
    place(assignments, Map.of("a", 1));
    assertArrayEquals(NONE, assignments.start("a", CHAIN, 0).state());
    assertEquals(0, assignments.start("a", CHAIN, 0).lives());
  }

  @Test
  void shouldTellWhoHasNotBeenHeardOf() {
    Assignments<String> assignments = of(chains(2));
    assertEquals(List.of(), assignments.silent());
    place(assignments, Map.of("a", 1));
    assertEquals(2, assignments.silent().size());
    assignments.accept("a", CHAIN, Assignments.firstIncarnation(0), NONE);
    assertEquals(
        List.of(new WorkerId(0, 1)), assignments.silent().stream().map(Move::worker).toList());
  }

  @Test
  void shouldWaitWhileThereIsNoHost() {
    Assignments<String> assignments = of(chains(2));
    place(assignments, Map.of("a", 1));
    assertEquals(List.of(), place(assignments, new HashMap<>()));
    assertNull(assignments.host(CHAIN));
    assertFalse(assignments.accept("a", CHAIN, 0, STATE));
    assertEquals(2, place(assignments, Map.of("a", 1)).size());
  }
}
