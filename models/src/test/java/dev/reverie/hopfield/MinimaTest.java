package dev.reverie.hopfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.ising.Descent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MinimaTest {
  /**
   * Of three patterns the majority, with any signs, is a minimum of its own (Amit, Gutfreund and
   * Sompolinsky 1985), of higher energy and overlap 1/2 with each.
   */
  @Test
  void shouldFindTheMixturesOfThreePatterns() {
    int units = 1000;
    Patterns patterns = Training.patterns(3, units, 6);
    Network network = Training.hebbian(patterns);
    Minima minima = Minima.fromRandomStates(network, patterns, 600, 2);
    Set<String> mixtures = new HashSet<>();
    Recall recall = new Recall(network, 1);
    for (int signs = 0; signs < 8; signs++) {
      byte[] mixture = new byte[units];
      for (int unit = 0; unit < units; unit++) {
        int sum = 0;
        for (int pattern = 0; pattern < 3; pattern++) {
          sum +=
              (signs >>> pattern & 1) == 0
                  ? patterns.spins(pattern)[unit]
                  : -patterns.spins(pattern)[unit];
        }
        mixture[unit] = (byte) Integer.signum(sum);
      }
      assertTrue(recall.isFixed(mixture));
      mixtures.add(Arrays.toString(mixture));
    }
    Set<String> found =
        minima.spurious().stream()
            .map(minimum -> Arrays.toString(minimum.states()))
            .collect(Collectors.toSet());
    assertEquals(mixtures, found);
    assertEquals(14, minima.all().size());
    double highest =
        minima.all().stream()
            .filter(minimum -> !minimum.isSpurious())
            .mapToDouble(Minimum::energy)
            .max()
            .orElseThrow();
    for (Minimum minimum : minima.spurious()) {
      assertTrue(minimum.energy() > highest);
      assertEquals(0.5, Math.abs(minimum.overlap()), 0.1);
    }
    assertTrue(minima.toPatterns() > 150 && minima.toNegatives() > 150);
    assertEquals(600, minima.toPatterns() + minima.toNegatives() + minima.toSpurious());
    assertEquals(600, minima.all().stream().mapToInt(Minimum::count).sum());
  }

  /** Fixed points of a small network by all its states. */
  @Test
  void shouldFindFixedPointsOnlyAndAllThatThereAre() {
    int units = 12;
    Patterns patterns = Training.patterns(3, units, 11);
    Network network = Training.hebbian(patterns);
    DenseSpins spins = new DenseSpins(network);
    Set<String> fixed = new HashSet<>();
    byte[] states = new byte[units];
    for (int code = 0; code < 1 << units; code++) {
      for (int unit = 0; unit < units; unit++) {
        states[unit] = (byte) ((code >>> unit & 1) * 2 - 1);
      }
      spins.set(states);
      if (Descent.isFixed(spins)) {
        fixed.add(Arrays.toString(states));
      }
    }
    Minima minima = Minima.fromRandomStates(network, patterns, 5000, 3);
    Set<String> found =
        minima.all().stream()
            .map(minimum -> Arrays.toString(minimum.states()))
            .collect(Collectors.toSet());
    assertEquals(fixed, found);
  }

  @Test
  void shouldFallBackToPatternsThatAreLittleCorrupted() {
    Patterns patterns = Training.patterns(20, 500, 5);
    Network network = Training.hebbian(patterns);
    Minima near = Minima.fromCorruptedPatterns(network, patterns, 0.1, 200, 1);
    assertEquals(200, near.toPatterns());
    assertTrue(near.spurious().isEmpty());
    assertEquals(20, near.all().size());
    Minima far = Minima.fromRandomStates(network, patterns, 200, 1);
    assertTrue(far.toSpurious() > 20);
    assertFalse(far.spurious().isEmpty());
  }
}
