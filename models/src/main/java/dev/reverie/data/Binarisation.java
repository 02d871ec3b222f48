package dev.reverie.data;

/** How an intensity in [0, 1] becomes a binary state. */
public enum Binarisation {
  /** On when the intensity is at least 0.5, that is a byte of at least 128. */
  THRESHOLD,

  /** On with a probability of the intensity, drawn anew at each presentation. */
  SAMPLE
}
