package dev.reverie.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GreyPictureTest {
  @Test
  void shouldWritePngThatHoldsEveryGrey() throws IOException {
    byte[] pixels = new byte[256 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    GreyPicture picture = new GreyPicture(256, 3, pixels);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    picture.writePng(out);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertEquals(256, read.getWidth());
    assertEquals(3, read.getHeight());
    assertEquals(1, read.getRaster().getNumBands());
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 256; x++) {
        assertEquals(x, read.getRaster().getSample(x, y, 0));
        assertEquals(x, picture.grey(x, y));
      }
    }
  }

  @Test
  void shouldWriteEqualBytesForEqualPicturesAndLeaveStreamOpen() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream second =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    GreyPicture picture = new GreyPicture(5, 7, new byte[35]);
    picture.writePng(first);
    picture.writePng(second);
    assertArrayEquals(first.toByteArray(), second.toByteArray());
    assertEquals(false, closed[0]);
  }

  @Test
  void shouldRefusePixelsThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> new GreyPicture(2, 3, new byte[5]));
    assertThrows(IllegalArgumentException.class, () -> new GreyPicture(0, 3, new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new GreyPicture(1 << 16, 1 << 16, new byte[0]));
  }
}
