package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.protocol.WorkerId;
import dev.reverie.transport.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataFramesTest {
  private static final WorkerId CHAIN = new WorkerId(2, 700);
  private static final byte[] STATES = {5, 6, 7};

  @Test
  void shouldTellWhatAHostHas() {
    assertEquals(
        new DataFrames.Pull(Optional.empty(), 1), DataFrames.pulled(DataFrames.pull(null, 1)));
    Version version = new Version(3, 1L << 40);
    DataFrames.Pull pull = DataFrames.pulled(DataFrames.pull(version, 3));
    assertEquals(new DataFrames.Pull(Optional.of(version), 3), pull);
    assertFalse(pull.isMetBy(new Version(3, version.number() + 2)));
    assertTrue(pull.isMetBy(new Version(3, version.number() + 3)));
    assertTrue(new DataFrames.Pull(Optional.empty(), 3).isMetBy(new Version(3, 0)));
  }

  @Test
  void shouldTellWhichChainIsToBeginWhere() {
    DataFrames.TileStart fetched = DataFrames.fetched(DataFrames.fetch(CHAIN, 4));
    assertEquals(CHAIN, fetched.worker());
    assertEquals(4, fetched.assignment());
    DataFrames.TileStart tile =
        DataFrames.tile(DataFrames.tile(new DataFrames.TileStart(CHAIN, 4, 9, STATES)));
    assertEquals(CHAIN, tile.worker());
    assertEquals(4, tile.assignment());
    assertEquals(9, tile.lives());
    assertArrayEquals(STATES, tile.states());
  }

  @Test
  void shouldGiveEachWorkerAKeyOfItsOwn() {
    List<WorkerId> workers =
        List.of(CHAIN, new WorkerId(2, 701), new WorkerId(3, 700), WorkerId.dataWorker(700));
    assertEquals(4, workers.stream().mapToLong(DataFrames::key).distinct().count());
  }

  @Test
  void shouldRefuseWhatIsCutOff() {
    Frame tile = DataFrames.tile(new DataFrames.TileStart(CHAIN, 4, 9, new byte[0]));
    for (int length = 0; length < 16; length++) {
      Frame cut = new Frame(tile.type(), 0, Arrays.copyOf(tile.payload(), length));
      assertThrows(IllegalArgumentException.class, () -> DataFrames.tile(cut));
    }
    Frame pull = new Frame(DataFrames.PULL, 0, new byte[15]);
    assertThrows(IllegalArgumentException.class, () -> DataFrames.pulled(pull));
    Frame fetch = new Frame(DataFrames.FETCH, 0, new byte[11]);
    assertThrows(IllegalArgumentException.class, () -> DataFrames.fetched(fetch));
    assertThrows(IllegalArgumentException.class, () -> DataFrames.requireForHosts(pull));
  }
}
