package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.folder.FolderLock;
import dev.reverie.service.folder.RunFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes and clusters refuse: one line, exit status 2, and nothing left behind. */
final class NodeInputTest {
  @TempDir Path folder;

  private void assertRefused(String expected, String... arguments) {
    List<String> before = Folders.below(folder);
    Run run = Run.in(folder, arguments);
    assertAll(
        () -> assertEquals(2, run.status(), run::toString),
        () -> assertEquals(1, run.err().lines().count(), run::err),
        () -> assertTrue(run.err().startsWith("reverie: "), run::err),
        () -> assertTrue(run.err().contains(expected), () -> expected + " in " + run.err()),
        () -> assertEquals(before, Folders.below(folder)));
  }

  private static String[] node(String... more) {
    return Stream.concat(
            Stream.of("node", "--data=bars-and-stripes", "--hidden=8", "--particles=20"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void shouldAskForAProfile() {
    assertRefused("--profile", "node", "--out=run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile=wan|profile=wan does not exist, must be local, lan, tls or a file",
        "--profile=lan|lan has no seed nodes, must be named by --seed-node",
        "--port=65536|port=65536, must be from 0 to 65535",
        "--port=x|'x'",
        "--data-port=-1|data-port=-1, must be from 0 to 65535",
        "--cores=0|cores=0, must be from 1 to 1024",
        "--seed-node=10.0.0.1|seed-node='10.0.0.1', must be HOST:PORT",
        "--seed-node=h:99999|port of seed-node h:99999=99999, must be from 1 to 65535",
        "--name=a/b|name='a/b', must be letters",
        "--host=a b|host='a b', must be a name or address",
        "--rate=0|rate='0'",
        "--chains=21|chains=21, must be at most the 20 particles"
      })
  void shouldRefuseWhatANodeCannotBeStartedWith(String option, String right) {
    String profile = option.startsWith("--profile") ? option : "--profile=local";
    String[] arguments =
        option.equals(profile) ? node(profile, "--out=run") : node(profile, "--out=run", option);
    assertRefused(right, arguments);
  }

  @Test
  void shouldRefuseAPortForDataThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertRefused(
          "data-port=" + port + " at 127.0.0.1 cannot be taken",
          node("--profile=local", "--out=run", "--host=127.0.0.1", "--data-port=" + port));
    }
  }

  @Test
  void shouldAskForAFolderUnlessTheNodeOnlyComputes() {
    assertRefused(
        "out is missing, must be the folder that the run's nodes share", node("--profile=local"));
  }

  @Test
  void shouldRefuseSettingsThatAreNotTheRuns() {
    Trained.run(folder, "run", "--epochs=1");
    assertRefused(
        "rate=0.3, must be 0.1, as the run in",
        "node",
        "--profile=local",
        "--out=run",
        "--rate=0.3");
    assertRefused(
        "epochs=2, must be 1, as the run in", "node", "--profile=local", "--out=run", "--epochs=2");
  }

  @Test
  void shouldKeepOtherProcessesFromAFolderThatNodesHave() {
    Trained.run(folder, "run", "--epochs=1");
    FolderLock lock = FolderLock.share(new RunFolder(folder.resolve("run")));
    try {
      assertRefused("being trained by another process", "train", "--resume=run", "--epochs=2");
    } finally {
      lock.close();
    }
  }

  @Test
  void shouldKeepNodesFromAFolderThatAnotherProcessHas() {
    Trained.run(folder, "run", "--epochs=1");
    assertEquals(0, Run.in(folder, "node", "--profile=local", "--out=run").status());
    FolderLock lock = FolderLock.take(new RunFolder(folder.resolve("run")));
    try {
      assertRefused("being trained by a process", "node", "--profile=local", "--out=run");
      assertRefused("being trained by another process", "cluster", "--resume=run", "--epochs=2");
    } finally {
      lock.close();
    }
  }

  @Test
  void shouldSayThatNothingIsLeftToDo() {
    Trained.run(folder, "run", "--epochs=1");
    for (String[] command :
        new String[][] {
          {"node", "--profile=local", "--out=run"}, {"cluster", "--resume=run"},
        }) {
      Run run = Run.in(folder, command);
      assertEquals(0, run.status(), run::toString);
      assertTrue(run.out().contains("is finished: 1 of 1 epochs"), run::out);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nodes=0|nodes=0, must be from 1 to 64",
        "--nodes=65|nodes=65, must be from 1 to 64",
        "--hidden=0|a whole number from 1",
        "--nodes=two|'two'"
      })
  void shouldRefuseWhatAClusterCannotBeStartedWith(String option, String right) {
    assertRefused(right, "cluster", "--data=bars-and-stripes", "--out=run", option);
  }

  @Test
  void shouldSayThatARunHasNoStatus() {
    Trained.run(folder, "run", "--epochs=1");
    assertRefused("has no status.json", "status", "run");
    assertRefused("does not exist", "status", "other");
  }
}
