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
      SUM_ROWS e1143306df63e182716b7c99224d8ce65dd05deb583d0437636857cd9b8591eb
      THRESHOLDS 719a3bb75562422b1c9a1413e6a5dc44da8bdbc0dc7eb0966c180af4ffeb5236
      DRAW 7593f700cd611706fb0783ddfccd321ab0e7381f2f20656682a31574b4799295
      PROBABILITIES 949a3c22eec808bce4eeec804c9114a51227740c6d0db2b02d3819a506af0f86
      STEP 20845b41717838f6cc3d157dacfdb5b129bbd0eec501130980f1a5a5342f0359
      SOFTPLUS_GROWTH 72e741569e1b70457e44d74690b124be6710fdee564947a214f41ac68d9256d4
      FIELDS bba214716293c7402b0c72d05b77a78a31ec772f0c949a6c8dd4f07458d4e48f
      FIELDS_OF_FOURS 84b673312367c72e0598189ccee9c62dc0b6cdb4cc14298100e48cdd844579b3
      SCALE 251e08ed2f7f29ded300d53bfbeb74809ae9f368ced6952f3c225cb09fb31b0f
      PACK 5aa33fc54dbd68c7350e4c44d1f92469404041f9f71792963e875a3b58b0c265
      TRANSPOSE_BITS c91bd322a91c23bb92d2a4c769fd857b6f2e916f128a2116eb97f4e23e73a6a6
      TRANSPOSE 6020b126d54f654db9c378096a95922899f0fac73a6aa87af8024b4ed281bc3b
      ADD_SCALED_ROWS 199458bb41af58e407b9f3dabebbffa06c6795f3fb3ee5b427adb1930f5da8ad
      VALUES 62df74a3cb105f85f80a5d3ed6127585204482a217aea1bab00646b2908447d8
      ADD_PRODUCTS 5775727169ef55b7dde52835079cc8a1d71ad931be313600a5f1a9406bf10dbe
      SUM_ROUNDED 5a4dffcfd639e37037565b94d822630afe048bfd13072bffbaba323864312948
      ADD_WEIGHTED_ROWS f8b30d1c883eaf4ecabafbf09acfcb488f5d3505be1f929d48c3d1db7d02506d
      STEP_BY_SUMS 3555f7ac16a522adfb16484df536ab7da9c5698833037befa890613836a6c6e5
      PLACES 36da4a270ef8b497e42533477b7c17d1a3d55af82317e7545901f757984a8dcd
      MERGE 7e9730154543c500ee61e98abf177eeb233d83e8b61b941a7934501aa3152f5a
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
