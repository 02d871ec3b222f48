package dev.reverie.annealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The states of lowest energy among those that runs found, each once, told by the first run that
 * found it. Which ones they are does not depend on the order in which runs are added.
 */
final class LowStates {
  private static final Comparator<AnnealedState> ORDER =
      Comparator.comparingDouble(AnnealedState::energy).thenComparingInt(AnnealedState::run);

  private final int most;
  private final List<AnnealedState> kept = new ArrayList<>();

  LowStates(int most) {
    this.most = most;
  }

  void add(AnnealedState state) {
    for (AnnealedState other : kept) {
      if (Arrays.equals(other.states(), state.states())) {
        if (other.run() > state.run()) {
          kept.remove(other);
          insert(state);
        }
        return;
      }
    }
    insert(state);
    if (kept.size() > most) {
      kept.remove(most);
    }
  }

  private void insert(AnnealedState state) {
    kept.add(state);
    kept.sort(ORDER);
  }

  List<AnnealedState> states() {
    return List.copyOf(kept);
  }
}
