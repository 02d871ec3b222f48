package dev.reverie.benchmark.peers.table;

import dev.reverie.benchmark.peers.process.Contest;
import dev.reverie.benchmark.peers.process.Round;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;

/** Every round as it was measured: a line a count. */
public final class RoundsFile {
  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;

  private final Writer out;

  private RoundsFile(Writer out) {
    this.out = out;
  }

  /** Writes all rounds and leaves the writer open. */
  public static void write(Writer out, List<Contest.Result> results) throws IOException {
    RoundsFile file = new RoundsFile(out);
    file.line("contest", "worker", "round", "seconds", "what", "count");
    for (Contest.Result result : results) {
      Contest contest = result.contest();
      file.lines(contest.name(), contest.ours().name(), result.ours());
      if (contest.theirs().isPresent()) {
        file.lines(contest.name(), contest.theirs().get().name(), result.theirs());
      }
    }
    out.flush();
  }

  private void lines(String contest, String worker, List<Round> rounds) throws IOException {
    for (int n = 0; n < rounds.size(); n++) {
      Round round = rounds.get(n);
      for (Map.Entry<String, Double> count : new TreeMap<>(round.counts()).entrySet()) {
        line(contest, worker, n + 1, round.seconds(), count.getKey(), count.getValue());
      }
    }
  }

  private void line(Object... values) throws IOException {
    out.write(FORMAT.format(values) + "\n");
  }
}
