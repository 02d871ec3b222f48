package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scalar, and vectors of every width, on every JVM: the same bits. */
@Tag("bits")
final class ImplementationDuelTest {
  /**
   * What all of them gave when this was written. Another digest makes runs that do not resume older
   * ones.
   */
  private static final String DIGESTS =
      """
      ADD_ROWS 42fc01ee25f8182f726474453a803d1ea705fd8c4a40c0409e5558a76e0e2766
      SUM_ROWS 5302b410dbdaed3f5a1ddf1fbaa207ec735a162855cdc256206af3a3866b2eb3
      THRESHOLDS 163cdbd8f74753ec2010312cc9a47e3d32bc15e15c3535bb8edab8d49350f441
      DRAW 6538a43ab64ab9e665a40e339e6b086fe18c510ea2079010bf8d7278cdc8c9a1
      PROBABILITIES f5120ffd21523129245c4bc505c21baa985084c2e349d838e058dde15bed1ce3
      STEP f54c5dd3aabe23240252d32858404929a68a901e7fe995483f1328c640c2b1b7
      SOFTPLUS_GROWTH 72e741569e1b70457e44d74690b124be6710fdee564947a214f41ac68d9256d4
      FIELDS 7183eaf292d555c37a5b573d08b6f47806fd3034a4e2e1bba619c2df548ba229
      COMBINE 34a64be7b4de0ece71ec39f1b72848187c93c5edf9e15b2d982b18a0f2c1aedc
      PACK c060c840b71ef426f9542e5a6201eb5217f8c96c56558b0a0d05388d80a10914
      TABLES 24a9ac5f77af4ebb42e9801e0e7845290f270fb931143b5797b3b7f04fd63737
      TRANSPOSE 528098e15d4b8d2f6dd305bccb9fed253d4e1df9ea6fca79db41c45bb20be12e
      ADD_SCALED_ROWS 5f76f38402cd5ac8860101ddfbbc085d18dc71d6bf0376d97244d48df4ac208f
      """;

  private static final List<String> WIDTHS = List.of("vector128", "vector256", "vector512");

  @Test
  void shouldGiveTheDigestsOnRecordFromScalars() {
    assertEquals(DIGESTS, PrimitiveDigests.of(VectorOps.scalar()));
  }

  @Test
  void shouldGiveTheDigestsOnRecordFromVectorsOfEveryWidth(@TempDir Path folder) throws Exception {
    assertTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "these tests run with --add-modules=jdk.incubator.vector");
    Map<String, ChildJvm> children = new LinkedHashMap<>();
    for (String width : WIDTHS) {
      children.put(width, ChildJvm.start(folder, width, PrimitiveDigests.class));
    }
    for (String width : WIDTHS) {
      String name = "vector " + width.substring("vector".length()) + " bits\n";
      assertEquals(name + DIGESTS, children.get(width).output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAgreeNumberByNumberInThisJvm(Primitive primitive) {
    Inputs forScalars = new Inputs(77);
    Inputs forBest = new Inputs(77);
    for (int run = 0; run < 300; run++) {
      List<Long> expected = new ArrayList<>();
      List<Long> actual = new ArrayList<>();
      primitive.run(VectorOps.scalar(), forScalars, expected::add);
      primitive.run(VectorOps.best(), forBest, actual::add);
      String what = primitive + " of " + VectorOps.best().name() + ", run " + run;
      assertEquals(expected, actual, what);
    }
  }
}
