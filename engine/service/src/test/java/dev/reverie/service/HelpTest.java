package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.settings.Setting;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
  private static final Path NOWHERE = Path.of("nowhere");

  @Test
  void shouldListTheCommands() {
    Run run = Run.in(NOWHERE, "--help");
    assertEquals(0, run.status());
    for (String command :
        new String[] {
          "train",
          "cluster",
          "node",
          "status",
          "evaluate",
          "sample",
          "transform",
          "recall",
          "anneal",
          "info"
        }) {
      assertTrue(run.out().matches("(?s).*\n  " + command + " +[A-Z].*"), run::out);
    }
  }

  @Test
  void shouldExplainEverySettingWithItsDefault() {
    String help = Run.in(NOWHERE, "train", "--help").out();
    for (Setting setting : Setting.values()) {
      assertTrue(help.contains("--" + setting.key() + "="), setting::key);
    }
    assertEquals(
        Setting.values().length + 1, help.split("Default:", -1).length - 1, "defaults in " + help);
  }

  @Test
  void shouldNameEveryPreset() {
    String help = Run.in(NOWHERE, "train", "--help").out();
    for (String preset :
        new String[] {"mnist-sampled", "mnist-labels", "mnist-hybrid", "mnist-dbm"}) {
      assertTrue(help.contains("'" + preset + "'"), preset);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evaluate", "sample", "transform", "classify", "recall", "info", "status"})
  void shouldExplainTheOtherCommands(String command) {
    Run run = Run.in(NOWHERE, command, "--help");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("RUN"), run::out);
  }

  @Test
  void shouldTellItsVersion() {
    Run run = Run.in(NOWHERE, "--version");
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("reverie "), run::out);
    assertTrue(run.out().contains("numeric provider"), run::out);
  }
}
