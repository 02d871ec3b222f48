package dev.reverie.service.family.hopfield;

/** How patterns are stored. */
enum StoringMethod {
  /** By gradient, until noise does not move them. */
  GRADIENT,
  /** By Hebb's rule, each once. */
  HEBB
}
