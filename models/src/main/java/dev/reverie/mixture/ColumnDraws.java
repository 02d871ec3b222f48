package dev.reverie.mixture;

import dev.reverie.random.RandomStream;

/** The random numbers of one row that is drawn. */
record ColumnDraws(RandomStream random, int item, long step) {
  double uniform(int column) {
    return random.uniform(item, step, column);
  }

  double gaussian(int column) {
    return random.gaussian(item, step, column);
  }
}
