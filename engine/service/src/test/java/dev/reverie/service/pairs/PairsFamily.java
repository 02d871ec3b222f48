package dev.reverie.service.pairs;

import dev.reverie.metropolis.MetropolisBuilder;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import dev.reverie.unit.Layer;
import java.nio.file.Path;
import java.util.Map;

/** Bits in coupled pairs. Public, with a constructor, as families are found as services. */
public final class PairsFamily implements Family {
  @Override
  public String key() {
    return "pairs";
  }

  @Override
  public Map<String, String> models() {
    return Map.of("pairs", "bits with one coupling");
  }

  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    return Map.of(Setting.RATE, "0.02");
  }

  @Override
  public Design design(Texts settings) {
    return new PairsDesign(
        settings.file(Setting.GRAPH, Texts.NONE),
        settings.whole(Setting.PARTICLES, 1, 1000),
        settings.whole(Setting.BATCH, 1, 1000),
        settings.positive(Setting.RATE),
        settings.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    String pairs = file.metadata().get(PairsModel.PAIRS);
    int units = Integer.parseInt(file.metadata().get(PairsModel.UNITS));
    PairsEnergy energy = PairsModel.energy(units, pairs);
    Objective objective = MetropolisObjective.of(energy).build();
    return new PairsModel(energy, ModelFile.learned(objective.layout(), file, source));
  }

  private record PairsDesign(String graph, int particles, int batch, double rate, long seed)
      implements Design {
    @Override
    public String describe(Found found) {
      return found.visible() + " coupled bits";
    }

    @Override
    public Layer visible(int columns, int classes) {
      return Layer.binary(columns);
    }

    @Override
    public Learner learner(LearningData data) {
      int units = data.visible().units();
      PairsEnergy energy =
          graph.equals(Texts.NONE)
              ? PairsEnergy.row(units)
              : PairsEnergy.read(units, Path.of(graph));
      MetropolisBuilder builder =
          MetropolisObjective.of(energy)
              .data(PairsModel.states(data.train()))
              .batch(batch)
              .rate(update -> rate)
              .particles(particles, 2)
              .seed(seed);
      return new PairsLearner(energy, builder.build(), rate);
    }
  }

  private record PairsLearner(PairsEnergy energy, MetropolisObjective objective, double constant)
      implements Learner {
    @Override
    public String describe() {
      return energy.pairs().size() + " pairs of bits";
    }

    @Override
    public double rate(long update) {
      return constant;
    }

    @Override
    public TrainedModel model(Parameters parameters) {
      return new PairsModel(energy, parameters);
    }

    @Override
    public Map<Metric, Double> observe(Parameters parameters) {
      double[] theta = objective.theta().read(parameters);
      return Map.of(Metric.LOG_PARTITION, energy.logPartition(theta));
    }
  }
}
