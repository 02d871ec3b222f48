package dev.reverie.mixture;

import dev.reverie.random.RandomStream;

/** The random numbers of one row that is drawn. */
record ColumnDraws(RandomStream random, int item) {
  double uniform(int column) {
    return random.uniform(item, 0, column);
  }

  double gaussian(int column) {
    return random.gaussian(item, 0, column);
  }
}
