package dev.reverie.engine;

import dev.reverie.boltzmann.BoltzmannLearning;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.BoltzmannObjective;
import dev.reverie.boltzmann.Roles;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.data.GeneratedData;
import dev.reverie.data.RealRows;
import dev.reverie.data.Standardisation;
import dev.reverie.dbm.Dbm;
import dev.reverie.dbm.DbmObjective;
import dev.reverie.dbm.LayerwiseLearning;
import dev.reverie.dbm.MeanFieldStop;
import dev.reverie.hopfield.Hopfield;
import dev.reverie.hopfield.HopfieldLearning;
import dev.reverie.hopfield.HopfieldObjective;
import dev.reverie.hopfield.Patterns;
import dev.reverie.mixture.BernoulliMixture;
import dev.reverie.mixture.GaussianMixture;
import dev.reverie.mixture.MixtureLearning;
import dev.reverie.mixture.MixtureObjective;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.unit.UnitKind;
import java.util.List;
import java.util.Optional;

/** Models other than restricted Boltzmann machines, each on 47 bars and stripes of 9 x 9 pixels. */
enum Family {
  HOPFIELD("7161a55693b6f43f42d4b9c92fbbaff0d81be6af2db4c9dbe35f28ad24c9e419") {
    @Override
    Objective objective() {
      HopfieldLearning learning =
          new HopfieldLearning(2, 1, false, true, rate(0.01), 0.5, 0.001, SEED);
      return HopfieldObjective.gradient(
          new Hopfield(UNITS), Patterns.of(bits()), batches(), learning);
    }
  },
  BOLTZMANN("c158763843b8e2dcb81957e396bbf58e5bc92374594e037bea49e53bd3de756e") {
    @Override
    Objective objective() {
      Roles roles = new Roles(UNITS, 0, 6);
      BoltzmannMachine machine =
          new BoltzmannMachine(roles.complete(10_000), roles, UnitKind.SPIN, 1.5);
      return new BoltzmannObjective(
          machine,
          bits(),
          batches(),
          new BoltzmannLearning(PARTICLES, 2, 3, rate(0.01), 0.5, 0.001, 0.1, SEED));
    }
  },
  DBM("ba951189fc4706b25356bd429318e2a7161139b48de871ce419cbe35e2c190db") {
    @Override
    Objective objective() {
      RbmLearning learning =
          new RbmLearning(Method.PCD, 2, PARTICLES, rate(0.1), 0.5, 0.001, 0.1, SEED)
              .with(new Centring(Centring.Means.AVERAGE, 0.05));
      return new DbmObjective(
          new Dbm(List.of(UNITS, 20, 12), learning.extras()),
          bits(),
          batches(),
          learning,
          new MeanFieldStop(1e-3, 15),
          Optional.of(new LayerwiseLearning(1, 0.05, BATCH, SEED)));
    }
  },
  BERNOULLI_MIXTURE("26c9094a2aacf84f368e1a6eba82d0afda92f6e83bd71b85f65b6d03643dea0f") {
    @Override
    Objective objective() {
      return new MixtureObjective(new BernoulliMixture(5, UNITS), bits(), MixtureLearning.of(SEED));
    }
  },
  GAUSSIAN_MIXTURE("499893bbb1d4f5b746657112763e01a573b92cb76d04e4b232d3771129a66cae") {
    @Override
    Objective objective() {
      RealRows rows = RealRows.of(data(), Standardisation.of(data()));
      return new MixtureObjective(new GaussianMixture(5, UNITS), rows, MixtureLearning.of(SEED));
    }
  };

  private static final int SIDE = 9;
  private static final int UNITS = SIDE * SIDE;
  private static final int ROWS = 47;
  private static final int BATCH = 10;
  private static final int PARTICLES = 23;
  private static final long SEED = 7;

  private final String digest;

  Family(String digest) {
    this.digest = digest;
  }

  abstract Objective objective();

  Training training() {
    return Training.of(objective());
  }

  /** Of what {@link #training} ends with, as computed on JDK 17 and 25, with either loops. */
  String digest() {
    return digest;
  }

  private static Schedule rate(double rate) {
    return new Schedule(rate, Schedule.Decay.NONE, 1);
  }

  private static Dataset data() {
    return GeneratedData.barsAndStripes(SIDE).slice("some", 500, 500 + ROWS);
  }

  private static BinaryRows bits() {
    return BinaryRows.of(data(), Binarisation.THRESHOLD, SEED);
  }

  /** Of each pass the last one is short. */
  private static BatchSchedule batches() {
    return new BatchSchedule(ROWS, BATCH, SEED);
  }
}
