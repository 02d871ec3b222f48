package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTableTest {
  @Test
  void shouldWriteOneRowAPointUnderItsHeader() throws IOException {
    StringBuilder out = new StringBuilder();
    GrowthTable.write(List.of(Examples.proportional(Curve.HIDDEN)), out);
    List<String> lines = out.toString().lines().toList();
    assertEquals(1 + Curve.HIDDEN.places(2).length, lines.size());
    assertEquals(
        "curve,x,unit,item,seconds_median,seconds_min,seconds_max,seconds_expected,ratio,"
            + "snapshot_bytes,state_bytes",
        lines.get(0));
    assertEquals(
        "hidden,64,hidden units,update,6.4000e-05,5.7600e-05,7.0400e-05,6.4000e-05,1.000,64,2097152",
        lines.get(1));
    assertEquals(
        "hidden,4096,hidden units,update,8.1920e-03,7.3728e-03,9.0112e-03,4.0960e-03,2.000,4096,"
            + "2097152",
        lines.get(7));
  }

  @Test
  void shouldNameBothCurvesOverThreads() throws IOException {
    StringBuilder out = new StringBuilder();
    GrowthTable.write(
        List.of(
            Examples.proportional(Curve.THREADS_100), Examples.proportional(Curve.THREADS_1000)),
        out);
    assertEquals(
        List.of("threads-100", "threads-1000"),
        out.toString().lines().skip(1).map(line -> line.split(",")[0]).distinct().toList());
  }
}
