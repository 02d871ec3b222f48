package dev.reverie.service.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextsTest {
  private static Texts texts(Setting setting, String text) {
    return new Texts(Map.of(setting, text), Path.of("/there"));
  }

  @Test
  void shouldKeepWhatWasReadAsTheTextThatGivesItAgain() {
    Texts texts = texts(Setting.HIDDEN, "500, 010");
    assertEquals(Map.of(), texts.read());
    assertEquals(List.of(500, 10), texts.wholes(Setting.HIDDEN, 1, 1000));
    assertEquals(Map.of(Setting.HIDDEN, "500,10"), texts.read());
    assertTrue(texts.has(Setting.HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5,", ",5", "5,,5", "5 5", "5,0", "5,1001"})
  void shouldRefuseWhatIsNoListOfWholeNumbers(String text) {
    Texts texts = texts(Setting.HIDDEN, text);
    InputException refused =
        assertThrows(InputException.class, () -> texts.wholes(Setting.HIDDEN, 1, 1000));
    String expected = "hidden='" + text + "', must be a whole number from 1 to 1000";
    assertTrue(refused.getMessage().startsWith(expected), refused::getMessage);
  }

  @Test
  void shouldFindFilesFromAFolderOnAndLeaveWordsAlone() {
    assertEquals("/there/x.txt", texts(Setting.GRAPH, "x.txt").file(Setting.GRAPH, "none"));
    assertEquals("/x.txt", texts(Setting.GRAPH, "/x.txt").file(Setting.GRAPH, "none"));
    assertEquals("none", texts(Setting.GRAPH, "none").file(Setting.GRAPH, "none"));
  }
}
