package dev.reverie.service.family.rbm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import dev.reverie.rbm.Rbm;
import org.junit.jupiter.api.Test;

final class ModelSizeTest {
  @Test
  void shouldTakeWhatTheLayoutTakes() {
    long bytes = new Rbm(784, 500).layout().bytes();
    ModelSize.require(784, 500, bytes);
    assertThrows(InputException.class, () -> ModelSize.require(784, 500, bytes * 9 / 10));
  }

  @Test
  void shouldRefuseWhatNoArrayHoldsWhateverTheHeap() {
    InputException refused =
        assertThrows(
            InputException.class, () -> ModelSize.require(100_000, 100_000, Long.MAX_VALUE));
    assertTrue(refused.getMessage().contains("GiB for its parameters alone"), refused::getMessage);
  }
}
