package dev.reverie.parameter;

/**
 * Which set of parameters: the number of updates since the start of training, within the epoch of
 * the aggregator that made it. What belongs to an older epoch is refused, whatever its number.
 */
public record Version(int epoch, long number) implements Comparable<Version> {
  public Version {
    if (epoch < 0 || number < 0) {
      throw new IllegalArgumentException(
          "epoch=" + epoch + " number=" + number + ", neither may be negative");
    }
  }

  /** The version after one more update. */
  public Version next() {
    return new Version(epoch, number + 1);
  }

  @Override
  public int compareTo(Version other) {
    return epoch != other.epoch
        ? Integer.compare(epoch, other.epoch)
        : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return epoch + "." + number;
  }
}
