package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.PackedRows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums over all states, against those of an energy that knows layers only. */
final class DbmTest {
  static Stream<List<Integer>> machines() {
    return Stream.of(
        List.of(5, 4),
        List.of(5, 4, 3),
        List.of(3, 5, 4),
        List.of(4, 3, 3, 4),
        List.of(3, 2, 4, 3, 2));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldSumAllStates(List<Integer> layers) {
    SmallDbm small = SmallDbm.random(layers, 1, 1, 3);
    double logZ = ExactLogPartition.of(small.dbm.rbm(), small.parameters);
    assertEquals(small.logZ(), logZ, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldSumAllHiddenStatesOfEveryRow(List<Integer> layers) {
    SmallDbm small = SmallDbm.random(layers, 1, 1, 5);
    double[] energies = small.freeEnergies();
    ExactFreeEnergy exact = new ExactFreeEnergy(small.dbm, small.parameters);
    for (int v = 0; v < energies.length; v++) {
      PackedRows row = new PackedRows(layers.get(0), new long[] {v});
      assertEquals(energies[v], exact.of(row, 0, 1).mean(), 1e-9);
    }
  }

  @Test
  void shouldRefuseToSumTooManyStates() {
    Dbm dbm = new Dbm(List.of(2, 40, 23, 40), Extras.NONE);
    Parameters parameters = new Parameters(dbm.rbm().layout());
    assertThrows(IllegalArgumentException.class, () -> new ExactFreeEnergy(dbm, parameters));
    assertTrue(ExactFreeEnergy.feasible(new Dbm(List.of(2, 40, 22), Extras.NONE), 22));
  }

  @Test
  void shouldRefuseLayersWithoutUnitsOrNeighbours() {
    for (List<Integer> layers : List.of(List.<Integer>of(), List.of(3), List.of(3, 0, 2))) {
      assertThrows(IllegalArgumentException.class, () -> new Dbm(layers, Extras.NONE));
    }
  }
}
