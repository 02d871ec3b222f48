package dev.reverie.benchmark.peers.nats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurvePointsTest {
  @TempDir private Path folder;

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Rbm rbm = new Rbm(70, 9);
    Parameters parameters = new Parameters(rbm.layout());
    rbm.initialise(parameters, new double[70], 0.1, 1);
    CurvePoints written = new CurvePoints(folder);
    written.add(1.5, 30, rbm, parameters);
    written.write();
    CurvePoints read = CurvePoints.read(folder);
    CurvePoints.Point point = new CurvePoints.Point("point-00", 1.5, 30);
    assertEquals(List.of(point), read.points());
    assertArrayEquals(parameters.values(), read.parameters(point, rbm).values());
  }
}
