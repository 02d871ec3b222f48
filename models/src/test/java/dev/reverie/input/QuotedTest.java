package dev.reverie.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void shouldKeepPlainText() {
    assertEquals("'a, b; ü 1'", Quoted.of("a, b; ü 1"));
  }

  @Test
  void shouldStayOnOneLine() {
    assertEquals("'a\\u000Ab\\u0000\\u2028\\u202E'", Quoted.of("a\nb\0\u2028\u202E"));
  }

  @Test
  void shouldCutLongText() {
    assertEquals("'" + "x".repeat(60) + "...'", Quoted.of("x".repeat(61)));
    assertEquals("'" + "x".repeat(60) + "'", Quoted.of("x".repeat(60)));
  }
}
