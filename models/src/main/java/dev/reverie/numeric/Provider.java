package dev.reverie.numeric;

/**
 * Chooses the implementation once, when first used. The system property {@code reverie.numeric}
 * forces one: {@code scalar}, {@code vector}, or {@code vector128}, {@code vector256}, {@code
 * vector512} for a width.
 */
final class Provider {
  private static final String PROPERTY = "reverie.numeric";
  private static final String VECTOR_CLASS = "dev.reverie.numeric.vector.LaneOps";

  static final VectorOps CHOSEN = choose(System.getProperty(PROPERTY, ""));

  private Provider() {}

  static VectorOps choose(String wanted) {
    switch (wanted) {
      case "scalar":
        return new ScalarOps();
      case "":
        return vectorsPresent() ? vector() : new ScalarOps();
      case "vector":
      case "vector128":
      case "vector256":
      case "vector512":
        return vector();
      default:
        throw new IllegalArgumentException(
            PROPERTY
                + "="
                + wanted
                + ", must be scalar, vector, vector128, vector256 or vector512");
    }
  }

  private static boolean vectorsPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static VectorOps vector() {
    try {
      return (VectorOps) Class.forName(VECTOR_CLASS).getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the vector implementation does not load: " + e, e);
    }
  }
}
