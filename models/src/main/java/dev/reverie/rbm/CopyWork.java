package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;

/** Working memory for copying 64 x 64 weights. */
final class CopyWork {
  final long[] transpose = new long[VectorOps.TRANSPOSE_WORK];
  final float[] sum = new float[Panels.LEAD_IN + Panels.WIDTH * Panels.WIDTH];
}
