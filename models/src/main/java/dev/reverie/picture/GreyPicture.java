package dev.reverie.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture of grey pixels, row by row: 0 is black, 255 (as an unsigned byte) is white. */
public final class GreyPicture {
  private final int width;
  private final int height;
  private final byte[] pixels;

  public GreyPicture(int width, int height, byte[] pixels) {
    if (width <= 0 || height <= 0 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "width=" + width + ", height=" + height + ", must be positive and hold " + pixels.length);
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels.clone();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The grey of one pixel, 0 to 255; x to the right, y down. */
  public int grey(int x, int y) {
    return pixels[y * width + x] & 0xFF;
  }

  /**
   * Writes a PNG file of 8-bit grey and leaves the stream open. Needs no display and no temporary
   * file.
   */
  public void writePng(OutputStream out) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    ImageWriter writer = writers.next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(image, null, null));
    } finally {
      writer.dispose();
    }
  }
}
