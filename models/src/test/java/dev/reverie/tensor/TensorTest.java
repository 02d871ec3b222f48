package dev.reverie.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void shouldCountElements() {
    assertEquals(1, Tensor.elements());
    assertEquals(24, Tensor.elements(2, 3, 4));
    assertEquals(0, Tensor.elements(0, Long.MAX_VALUE, Long.MAX_VALUE));
    assertEquals(0, Tensor.elements(Long.MAX_VALUE, Long.MAX_VALUE, 0));
    assertEquals(-1, Tensor.elements(Long.MAX_VALUE, 2));
    assertEquals(-1, Tensor.elements(1L << 32, 1L << 32));
    assertEquals(-1, Tensor.elements(1L << 32, 1L << 32, 1));
    assertEquals(-1, Tensor.elements(-1, 3));
    assertEquals(-1, Tensor.elements(0, -3));
    assertEquals(Long.MAX_VALUE, Tensor.elements(1, Long.MAX_VALUE, 1));
  }
}
