package dev.reverie.benchmark.staleness;

/** Which statistics of an update are late. */
enum Late {
  PARTICLES("negative phase", "the negative phase", 1, false),
  HALF("half of negative phase", "half of the negative phase", 0.5, false),
  ALL("both phases", "both phases", 1, true);

  private final String id;
  private final String words;
  private final double share;
  private final boolean data;

  Late(String id, String words, double share, boolean data) {
    this.id = id;
    this.words = words;
    this.share = share;
    this.data = data;
  }

  /** In tables. */
  String id() {
    return id;
  }

  /** In sentences. */
  String words() {
    return words;
  }

  /** Of so many particles. */
  int particles(int all) {
    return (int) Math.round(share * all);
  }

  boolean data() {
    return data;
  }
}
