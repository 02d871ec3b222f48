package dev.reverie.service.family.hopfield;

/** Units as data have them, 0 or 1, and as a network has them, -1 or +1. */
final class BitStates {
  private static final float HALF = 0.5f;

  private BitStates() {}

  static byte spin(float unit) {
    return (byte) (unit >= HALF ? 1 : -1);
  }

  static byte[] spins(float[] units) {
    byte[] spins = new byte[units.length];
    for (int i = 0; i < units.length; i++) {
      spins[i] = spin(units[i]);
    }
    return spins;
  }

  static void show(byte[] spins, float[] into) {
    for (int i = 0; i < spins.length; i++) {
      into[i] = (1 + spins[i]) / 2;
    }
  }

  static float[] units(byte[] spins) {
    float[] units = new float[spins.length];
    show(spins, units);
    return units;
  }
}
