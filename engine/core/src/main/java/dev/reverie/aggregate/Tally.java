package dev.reverie.aggregate;

/** What the aggregator counts. */
final class Tally {
  long cases;
  long particleSweeps;
  long late;
  long repeated;
  long restarts;
  long oldest;
  private double ageSum;
  private long ageCount;
  private double meanAge;

  /** So many particles or cases of the update at hand have statistics of that age in versions. */
  void aged(long age, long count) {
    oldest = Math.max(oldest, age);
    ageSum += (double) age * count;
    ageCount += count;
  }

  /** The update at hand is complete. */
  void updated() {
    meanAge = ageCount == 0 ? 0 : ageSum / ageCount;
    ageSum = 0;
    ageCount = 0;
  }

  /** Mean age in the last complete update. */
  double meanAge() {
    return meanAge;
  }
}
