package dev.reverie.benchmark.peers.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.input.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shell scripts stand for workers. */
final class WorkerProcessTest {
  private static final String READY = "echo '{\"notes\": [\"warm\"], \"figures\": {}}'; ";

  @Test
  void shouldMeasureARoundForEveryWord() {
    Worker worker =
        script(
            READY
                + "n=0; while read -r word; do n=$((n + 1)); "
                + "echo \"{\\\"seconds\\\": $n, \\\"counts\\\": {}}\"; done");
    Contest.Result result = Contest.of("count", worker, worker).run(2, line -> {});
    List<Round> rounds = List.of(new Round(1, Map.of()), new Round(2, Map.of()));
    assertEquals(rounds, result.ours());
    assertEquals(rounds, result.theirs());
    assertEquals(List.of("warm"), result.ready().get(0).notes());
  }

  @Test
  void shouldPassOnWhyInputWasOfNoUse() {
    try (WorkerProcess process =
        WorkerProcess.start(script("echo 'a reference BLAS' >&2; exit 2"))) {
      InputException e = assertThrows(InputException.class, process::ready);
      assertEquals("script: a reference BLAS", e.getMessage());
    }
  }

  @Test
  void shouldTellOfAWorkerThatFails() {
    try (WorkerProcess process = WorkerProcess.start(script(READY + "read -r word; exit 7"))) {
      process.ready();
      WorkerFailure e = assertThrows(WorkerFailure.class, process::go);
      assertEquals("script: ended with status 7", e.getMessage());
    }
  }

  private static Worker script(String text) {
    return new Worker("script", List.of("sh", "-c", text));
  }
}
