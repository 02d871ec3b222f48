package dev.reverie.rbm;

/** What is made likely, in a machine with classes. */
public enum Goal {
  /** Cases with their classes: log p(v, c). */
  GENERATIVE,
  /** Classes given cases: log p(c | v). */
  DISCRIMINATIVE,
  /** The second plus a small share of the first (Larochelle and Bengio 2008, section 3.3). */
  HYBRID
}
