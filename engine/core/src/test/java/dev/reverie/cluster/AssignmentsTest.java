package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.cluster.Assignments.Move;
import dev.reverie.protocol.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static List<Move<String>> place(Assignments<String> assignments, String host) {
    return assignments.place(
        assignments.workers().stream().collect(Collectors.toMap(worker -> worker, worker -> host)));
  }

  private static boolean accept(
      Assignments<String> assignments,
      String host,
      WorkerId worker,
      int incarnation,
      byte[] state) {
    return assignments.accept(host, worker, incarnation, state, () -> {});
  }

  @Test
  void shouldTellWhatMoves() {
    Assignments<String> assignments = of(chains(2));
    WorkerId other = new WorkerId(0, 1);
    assertEquals(
        List.of(new Move<>(CHAIN, null, -1, "a", 0)), assignments.place(Map.of(CHAIN, "a")));
    assertEquals(
        List.of(new Move<>(CHAIN, "a", 0, "b", 1), new Move<>(other, null, -1, "a", 0)),
        assignments.place(Map.of(CHAIN, "b", other, "a")));
    assertEquals(List.of(), assignments.place(Map.of(CHAIN, "b", other, "a")));
    assertEquals(1, assignments.counts().get("a")[0]);
  }

  @Test
  void shouldRefuseWhatComesUnderAnOlderAssignment() {
    Assignments<String> assignments = of(List.of(CHAIN));
    place(assignments, "a");
    assertTrue(accept(assignments, "a", CHAIN, Assignments.firstIncarnation(0), STATE));
    place(assignments, "b");
    byte[] late = {9};
    assertFalse(accept(assignments, "a", CHAIN, Assignments.firstIncarnation(0), late));
    assertFalse(accept(assignments, "b", CHAIN, Assignments.firstIncarnation(0), late));
    assertFalse(accept(assignments, "b", new WorkerId(0, 7), 0, late));
    assertArrayEquals(STATE, assignments.start("b", CHAIN, 1).state());
    assertNull(assignments.start("a", CHAIN, 0));
    assertNull(assignments.start("b", CHAIN, 0));
  }

  @Test
  void shouldGiveEachLifeFromOneStateAnotherNumber() {
    Assignments<String> assignments = new Assignments<>(List.of(CHAIN), Map.of(CHAIN, STATE), 0);
    List<Integer> lives = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      String host = "host-" + life;
      place(assignments, host);
      lives.add(assignments.start(host, CHAIN, life).lives());
    }
    assertEquals(4, lives.stream().distinct().count(), lives.toString());
    accept(assignments, "host-3", CHAIN, Assignments.firstIncarnation(3), STATE);
    assertEquals(0, assignments.start("host-3", CHAIN, 3).lives());
  }

  /** Its work is being done again, from the state before. */
  @Test
  void shouldRefuseStatesOfAnOlderIncarnationThanWasHeardOf() {
    Assignments<String> assignments = of(List.of(CHAIN));
    place(assignments, "a");
    assertTrue(accept(assignments, "a", CHAIN, 0, STATE));
    assertTrue(accept(assignments, "a", CHAIN, 1, NONE));
    byte[] late = {9};
    assertFalse(accept(assignments, "a", CHAIN, 0, late));
    place(assignments, "b");
    assertArrayEquals(STATE, assignments.start("b", CHAIN, 1).state());
  }

  @Test
  void shouldStartAnewWhereThereIsNoState() {
    Assignments<String> assignments = of(List.of(CHAIN));
    place(assignments, "a");
    assertArrayEquals(NONE, assignments.start("a", CHAIN, 0).state());
    assertEquals(0, assignments.start("a", CHAIN, 0).lives());
  }

  @Test
  void shouldNumberAssignmentsAnewInEachEpoch() {
    Assignments<String> assignments = new Assignments<>(List.of(CHAIN), Map.of(CHAIN, STATE), 514);
    int first = Assignments.firstAssignment(514);
    assertEquals(List.of(new Move<>(CHAIN, null, first - 1, "a", first)), place(assignments, "a"));
    assertFalse(accept(assignments, "a", CHAIN, Assignments.firstIncarnation(0), STATE));
    assertEquals(0, assignments.start("a", CHAIN, first).lives());
    assertTrue(Assignments.firstIncarnation(Assignments.firstAssignment(511)) > 0);
    assertTrue(Assignments.firstAssignment(513) != Assignments.firstAssignment(514));
  }

  @Test
  void shouldTellWhoHasNotBeenHeardOf() {
    Assignments<String> assignments = of(chains(2));
    assertEquals(List.of(), assignments.silent());
    place(assignments, "a");
    assertEquals(2, assignments.silent().size());
    accept(assignments, "a", CHAIN, Assignments.firstIncarnation(0), NONE);
    assertEquals(
        List.of(new WorkerId(0, 1)), assignments.silent().stream().map(Move::worker).toList());
  }

  @Test
  void shouldWaitWhileThereIsNoHost() {
    Assignments<String> assignments = of(chains(2));
    place(assignments, "a");
    assertEquals(List.of(), assignments.place(Map.of()));
    assertNull(assignments.host(CHAIN));
    assertFalse(accept(assignments, "a", CHAIN, 0, STATE));
    assertEquals(2, place(assignments, "a").size());
  }
}
