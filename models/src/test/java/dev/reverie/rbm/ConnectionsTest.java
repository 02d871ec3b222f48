package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  /** The layer of every unit of a side, from the layers alone. */
  private static int[] layerOf(List<Integer> layers, int side) {
    List<Integer> all = new ArrayList<>();
    for (int layer = side; layer < layers.size(); layer += 2) {
      for (int unit = 0; unit < layers.get(layer); unit++) {
        all.add(layer);
      }
    }
    return all.stream().mapToInt(each -> each).toArray();
  }

  /** Unit by unit, and tile by tile of a few rows and a panel. */
  @Test
  void shouldJoinUnitsOfNeighbouringLayersOnly() {
    Random random = new Random(3);
    for (int trial = 0; trial < 30; trial++) {
      List<Integer> layers = new ArrayList<>();
      for (int layer = random.nextInt(5); layer >= -1; layer--) {
        layers.add(1 + random.nextInt(90));
      }
      int[] even = layerOf(layers, 0);
      int[] odd = layerOf(layers, 1);
      Connections connections = Connections.ofLayers(layers);
      assertEquals(even.length, connections.visible());
      assertEquals(odd.length, connections.hidden());
      for (int i = 0; i < even.length; i++) {
        for (int j = 0; j < odd.length; j++) {
          boolean neighbours = Math.abs(even[i] - odd[j]) == 1;
          assertEquals(neighbours, connections.join(i, j), layers + " " + i + " " + j);
        }
      }
      requireTiles(connections, even, odd);
    }
  }

  private static void requireTiles(Connections connections, int[] even, int[] odd) {
    for (int panel = 0; panel * 64 < odd.length; panel++) {
      for (int first = 0; first < even.length; first += 16) {
        int rows = Math.min(16, even.length - first);
        float[] tile = new float[1 + rows * 64];
        Arrays.fill(tile, 7);
        connections.mask(tile, 1, first, rows, panel);
        boolean all = true;
        for (int k = 0; k < rows * 64; k++) {
          int j = panel * 64 + k % 64;
          boolean there = j < odd.length && connections.join(first + k / 64, j);
          assertEquals(there || connections.complete() ? 7 : 0, tile[1 + k], 0);
          all &= there || j >= odd.length;
        }
        assertEquals(7, tile[0]);
        assertEquals(all, connections.joinAll(first, rows, panel, odd.length));
      }
    }
  }

  @Test
  void shouldTellWhatDataGive() {
    Connections deep = Connections.ofLayers(List.of(3, 4, 5));
    assertEquals(3, deep.observed(8));
    assertTrue(deep.deep());
    assertTrue(deep.complete());
    assertFalse(Connections.ofLayers(List.of(3, 4)).deep());
    assertFalse(Connections.ofLayers(List.of(3, 4, 5, 6)).complete());
    assertEquals(8, Connections.ALL.observed(8));
  }

  @Test
  void shouldRefuseLayersWithoutUnitsOrCopies() {
    assertThrows(IllegalArgumentException.class, () -> Connections.ofLayers(List.of(3, 0)));
    assertThrows(IllegalArgumentException.class, () -> Connections.ofCopies(3, 2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Connections.ofCopies(3, 2, 1, 0));
  }
}
