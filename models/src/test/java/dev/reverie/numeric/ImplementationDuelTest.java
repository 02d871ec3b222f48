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
      SUM_ROWS 8a237ff318c6424b4f54ee64ffe503b5ba22d0fbdd139203cb2f31c41f240879
      THRESHOLDS 163cdbd8f74753ec2010312cc9a47e3d32bc15e15c3535bb8edab8d49350f441
      DRAW 6538a43ab64ab9e665a40e339e6b086fe18c510ea2079010bf8d7278cdc8c9a1
      PROBABILITIES a2feb460b94700c4eb2c734c6787b4c4b599469a1a7b00ac2249d5434aa1c998
      STEP f43cdd8a447ed47259b9a033a1eeea42f862e1e4c9e974f3589015958643acbf
      ADD 209c5edede2855172a47e4516ea7d3fe3d7453290c7c82fcb6c218e506f307e6
      SOFTPLUS_GROWTH 0c65202479b90e1509277fff797ece608d220aaf190dacd203df295a1cd125ef
      ADD_SCALED 7d6eb8193660485ede4051a04c31e7d6ed89dbbae58e3fddfec1bdde112a9014
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
