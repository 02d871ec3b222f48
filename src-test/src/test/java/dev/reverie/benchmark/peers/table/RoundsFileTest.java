package dev.reverie.benchmark.peers.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.benchmark.peers.process.Worker;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsFileTest {
  @Test
  void shouldWriteEveryCountOfEveryRound() throws IOException {
    Contest contest =
        Contest.of("speed", new Worker("ours, quick", List.of()), new Worker("theirs", List.of()));
    Round round = new Round(2, Map.of("updates", 8.0, "cases", 800.0));
    StringWriter out = new StringWriter();
    RoundsFile.write(
        out, List.of(new Contest.Result(contest, List.of(round), List.of(round), List.of())));
    assertEquals(
        """
        contest,worker,round,seconds,what,count
        speed,"ours, quick",1,2.0,cases,800.0
        speed,"ours, quick",1,2.0,updates,8.0
        speed,theirs,1,2.0,cases,800.0
        speed,theirs,1,2.0,updates,8.0
        """,
        out.toString());
  }
}
