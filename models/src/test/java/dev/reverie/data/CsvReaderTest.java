package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,0.5,1\n1,.25,1e-2\n",
        "0,0.5,1\n1,.25,1e-2",
        "0,0.5,1\r\n1,.25,0.01\r\n",
        "a,b,c\n0,0.5,1\n1,.25,0.01\n",
        "\"x, y\",b,\"two\nlines\"\n0,0.5,1\n1,.25,0.01\n",
        "\uFEFF0,0.5,1\n1,.25,0.01\n",
        "\uFEFFä,b,c\n0,0.5,1\n1,.25,0.01\n",
        "\n0, 0.5 ,1\n\n\n1,\t.25,\"0.01\"\n\n"
      })
  void shouldReadRowsOfNumbers(String text) throws IOException {
    Dataset data = read(text, StandardCharsets.UTF_8);
    assertEquals(2, data.rows());
    assertEquals(3, data.columns());
    float[] values = new float[6];
    data.fill(0, values, 0);
    data.fill(1, values, 3);
    assertArrayEquals(new float[] {0, .5f, 1, 1, .25f, .01f}, values);
  }

  @Test
  void shouldReadSingleColumn() throws IOException {
    Dataset data = read("0\n1\n0.5\n", StandardCharsets.UTF_8);
    assertEquals(3, data.rows());
    assertEquals(1, data.columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0,1;1,0,1         | line 2 has 3 values, must have 2 as the first line
          0,1;;1            | line 3 has 1 values, must have 2 as the first line
          a,b;0,1;1         | line 3 has 1 values, must have 2 as the first line
          0,1;1,2           | line 2 column 2 is '2', must be a number in [0, 1]
          0,1;1,-0.5        | line 2 column 2 is '-0.5', must be a number in [0, 1]
          0,1;NaN,0         | line 2 column 1 is 'NaN', must be a number in [0, 1]
          0,1;,0            | line 2 column 1 is '', must be a number in [0, 1]
          0,1;x,0           | line 2 column 1 is 'x', must be a number in [0, 1]
          nan,nan;0,1       | line 1 column 1 is 'nan', must be a number in [0, 1]
          0,label;0,1       | line 1 column 2 is 'label', must be a number in [0, 1]
          ,a,b;0,1,1        | line 1 column 1 is '', must be a number in [0, 1]
          253,0;0,1         | line 1 column 1 is '253', must be a number in [0, 1]
          a,b               | holds no line of numbers
          ;;                | holds no line of numbers
          0,"1              | is not sound CSV
          0,"1"x            | is not sound CSV
          """)
  void shouldNameTheLineThatCannotBeUsed(String text, String reason) {
    InputException e =
        assertThrows(
            InputException.class, () -> read(text.replace(';', '\n'), StandardCharsets.UTF_8));
    assertTrue(e.getMessage().contains("data.csv " + reason), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() {
    InputException e =
        assertThrows(
            InputException.class, () -> read("grün,b\n0,1\n", StandardCharsets.ISO_8859_1));
    assertTrue(e.getMessage().contains("is not text in UTF-8"), e.getMessage());
  }

  @Test
  void shouldKeepLongAndWideRows() throws IOException {
    String line = "0,".repeat(70_000) + "1\n";
    Dataset data = read(line.repeat(3), StandardCharsets.UTF_8);
    float[] row = new float[70_001];
    data.fill(2, row, 0);
    assertEquals(1, row[70_000]);
    assertEquals(1, data.means()[70_000]);
    assertEquals(0, data.means()[69_999]);
  }

  private Dataset read(String text, Charset charset) throws IOException {
    return DataReader.read(Files.writeString(folder.resolve("data.csv"), text, charset));
  }
}
